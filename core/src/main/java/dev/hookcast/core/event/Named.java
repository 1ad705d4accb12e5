package dev.hookcast.core.event;

import java.util.Optional;
import java.util.stream.Stream;

/** Something on a platform that has an id, a name, or both. */
public record Named(Optional<String> id, Optional<String> name) {
  public Named {
    id = Texts.known(id);
    name = Texts.known(name);
  }

  /** Something known by its name alone. */
  public static Named ofName(String name) {
    return new Named(Optional.empty(), Optional.of(name));
  }

  /** Something known by its id alone. */
  public static Named ofId(String id) {
    return new Named(Optional.of(id), Optional.empty());
  }

  /** What a person would call it: the name, or else the id. */
  public Optional<String> label() {
    return name.or(() -> id);
  }

  /** Everything that it is called by. */
  public Stream<String> words() {
    return Stream.concat(id.stream(), name.stream());
  }
}
