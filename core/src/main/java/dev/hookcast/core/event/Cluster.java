package dev.hookcast.core.event;

import java.util.Optional;
import java.util.stream.Stream;

/** A cluster that an application runs in; {@code env} is the platform's own word for its stage. */
public record Cluster(Optional<String> id, Optional<String> name, Optional<String> env) {
  public Cluster {
    id = Texts.known(id);
    name = Texts.known(name);
    env = Texts.known(env);
  }

  /** Everything that it is called by. */
  public Stream<String> words() {
    return Stream.concat(id.stream(), name.stream());
  }
}
