package dev.hookcast.core.event;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A group of applications; {@code ancestors} are the ids of the groups above it, nearest first. */
public record Group(Optional<String> id, Optional<String> name, List<String> ancestors) {
  public Group {
    id = Texts.known(id);
    name = Texts.known(name);
    ancestors = List.copyOf(ancestors);
  }

  /** Everything that it is called by, and the ids of all groups that it lies in. */
  public Stream<String> words() {
    return Stream.concat(Stream.concat(id.stream(), name.stream()), ancestors.stream());
  }
}
