package dev.hookcast.core.event;

import java.util.Optional;

/** Who did it. */
public record Actor(Optional<String> id, Optional<String> name, Optional<String> email) {
  public Actor {
    id = Texts.known(id);
    name = Texts.known(name);
    email = Texts.known(email);
  }

  /** Somebody of whom one text is known: an address if it has an {@code @}, or else a name. */
  public static Actor called(String text) {
    var known = Optional.of(text);
    return text.contains("@")
        ? new Actor(Optional.empty(), Optional.empty(), known)
        : new Actor(Optional.empty(), known, Optional.empty());
  }

  /** What a person would call them: the name, or else the address, or else the id. */
  public Optional<String> label() {
    return name.or(() -> email).or(() -> id);
  }
}
