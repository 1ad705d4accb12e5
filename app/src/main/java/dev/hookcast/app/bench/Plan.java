package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Traffic.EventSize;
import dev.hookcast.app.bench.load.Traffic.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What is measured, and how.
 *
 * @param traffic the events of the main measurement
 * @param seconds how long each measurement takes; warming up takes up to 45
 * @param rounds starts of the service; figures are medians over them
 * @param hanging how many percent of the endpoints hang, one measurement for each
 * @param backlog how many retries wait
 * @param keeping what the services keep their data in
 */
public record Plan(
    Set<Part> parts,
    Events traffic,
    int seconds,
    int rounds,
    List<Integer> hanging,
    int backlog,
    Keeping keeping) {
  private static final int LONGEST_WARM_UP = 45;
  private static final int SHORT_WARM_UP = 8;

  public Plan {
    parts = Set.copyOf(parts);
    hanging = List.copyOf(hanging);
  }

  /** Where the events go, and how they are published. */
  public record Events(Shape shape, EventSize size) {}

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Where the events of the main measurement go. */
  public Shape shape() {
    return traffic.shape();
  }

  /** How they are published. */
  public EventSize event() {
    return traffic.size();
  }

  int mostHanging() {
    return Collections.max(hanging);
  }

  /**
   * How many seconds so many fresh services may take to get warm together: each has as much to
   * compile as one alone, with its share of the processors, and comes upon it at its share of the
   * rate.
   */
  int warmUp(int services) {
    return Math.min(LONGEST_WARM_UP, 8 * seconds) * services * services;
  }

  /** How many seconds a warm one may take to get used to another load. */
  int shortWarmUp() {
    return Math.min(SHORT_WARM_UP, seconds);
  }
}
