package dev.hookcast.core.event;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * An environment of a project.
 *
 * @param type such as {@code PRODUCTION} or {@code STAGING}, as the platform spells it
 * @param machineName the name that the platform made for it, such as {@code production-7rqtwti}
 */
public record Environment(
    Optional<String> id,
    Optional<String> name,
    Optional<String> type,
    Optional<String> machineName) {
  public Environment {
    id = Texts.known(id);
    name = Texts.known(name);
    type = Texts.known(type);
    machineName = Texts.known(machineName);
  }

  /** An environment known by its id alone. */
  public static Environment ofId(String id) {
    return new Environment(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** An environment known by its name alone. */
  public static Environment ofName(String name) {
    return new Environment(Optional.empty(), Optional.of(name), Optional.empty(), Optional.empty());
  }

  /** What a person would call it: the name, or else the id, or else the machine name. */
  public Optional<String> label() {
    return name.or(() -> id).or(() -> machineName);
  }

  /** Everything that it is called by. */
  public Stream<String> words() {
    return Stream.of(id, name, machineName).flatMap(Optional::stream);
  }
}
