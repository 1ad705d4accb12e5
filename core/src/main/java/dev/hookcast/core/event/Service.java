package dev.hookcast.core.event;

import java.util.Optional;

/** A backing service such as a database: its type and its name. */
public record Service(Optional<String> type, Optional<String> name) {
  public Service {
    type = Texts.known(type);
    name = Texts.known(name);
  }
}
