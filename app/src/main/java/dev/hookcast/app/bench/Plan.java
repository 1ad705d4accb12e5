package dev.hookcast.app.bench;

import java.util.Set;

/**
 * What is measured, and how.
 *
 * @param seconds how long each measurement takes; warming up takes up to 25
 * @param shape where the events of the main measurement go
 * @param event how an event is published
 * @param rounds starts of the service; figures are medians over them
 * @param store what the service keeps its data in, in a word
 */
public record Plan(
    Set<Part> parts, int seconds, Shape shape, EventSize event, int rounds, String store) {
  private static final int LONGEST_WARM_UP = 25;

  public Plan {
    parts = Set.copyOf(parts);
  }

  /**
   * Where events go.
   *
   * @param endpoints receivers with an address each; a multiple of {@code fanOut}
   * @param fanOut how many of them an event is for
   */
  public record Shape(int endpoints, int fanOut) {
    /** Events of one group are for the same receivers. */
    int groups() {
      return endpoints / fanOut;
    }
  }

  /**
   * How events are published.
   *
   * @param bytes of each one's document
   * @param batch how many there are in a request
   */
  public record EventSize(int bytes, int batch) {}

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** How many seconds warming up may take. */
  int warmUp() {
    return Math.min(LONGEST_WARM_UP, 3 * seconds);
  }
}
