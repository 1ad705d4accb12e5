package dev.hookcast.core.api;

import dev.hookcast.core.engine.Housekeeping;

/** Writes down when tokens were used last. */
record NotedUses(Organizations organizations) implements Housekeeping.Chore {
  @Override
  public boolean step() {
    organizations.noteUses();
    return false;
  }

  @Override
  public void end() {
    organizations.noteLastUses();
  }
}
