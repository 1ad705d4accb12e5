package dev.hookcast.core.spi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sinks that are switched on, by kind. */
public record Sinks(Map<String, Sink> byKind) {
  public Sinks {
    byKind = Map.copyOf(byKind);
  }

  /**
   * These sinks.
   *
   * @throws IllegalStateException if two are of one kind
   */
  public static Sinks of(List<Sink> sinks) {
    var byKind = new LinkedHashMap<String, Sink>();
    for (var sink : sinks) {
      var other = byKind.put(sink.spec().kind(), sink);
      if (other != null) {
        throw new IllegalStateException(
            "two sinks are called "
                + sink.spec().kind()
                + ": "
                + other.getClass().getName()
                + " and "
                + sink.getClass().getName());
      }
    }
    return new Sinks(byKind);
  }

  /** The sink of this kind. */
  public Optional<Sink> ofKind(String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /** Their kinds in alphabetical order, as an error text lists them. */
  public String kinds() {
    return String.join(", ", byKind.keySet().stream().sorted().toList());
  }
}
