package dev.hookcast.faults;

import java.nio.file.Path;

/** Placeholder. */
record ClockJumps(Path folder, long seed) {
  boolean sound() {
    return true;
  }
}
