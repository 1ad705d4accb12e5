package dev.hookcast.core.event;

import java.util.Optional;

/** What texts of an event say. */
final class Texts {
  private Texts() {}

  /** The text; an empty one says nothing, and counts as unknown wherever the event goes. */
  static Optional<String> known(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }
}
