package dev.hookcast.core.event;

import java.util.Optional;

/** Who did it. */
public record Actor(Optional<String> id, Optional<String> name, Optional<String> email) {
  /** What a person would call them: the name, or else the address, or else the id. */
  public Optional<String> label() {
    return name.or(() -> email).or(() -> id);
  }
}
