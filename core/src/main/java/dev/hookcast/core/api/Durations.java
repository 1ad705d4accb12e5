package dev.hookcast.core.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How long things took, in steps of a factor of √2 from a millisecond to about half a minute, which
 * is as long as an attempt may take.
 *
 * @param counts how many fell into each step, the shortest first
 */
public record Durations(List<Long> counts) {
  private static final int STEPS = 32;
  private static final double FACTOR = Math.sqrt(2);
  private static final double NANOS_PER_MILLI = 1e6;

  public Durations {
    counts = List.copyOf(counts);
  }

  static long[] none() {
    return new long[STEPS];
  }

  static Durations of(long[] counts) {
    return new Durations(Arrays.stream(counts).boxed().toList());
  }

  /** The step that a duration falls into. */
  static int step(Duration duration) {
    double millis = duration.toNanos() / NANOS_PER_MILLI;
    int step = millis <= 1 ? 0 : (int) Math.ceil(Math.log(millis) / Math.log(FACTOR) - 1e-9);
    return Math.min(step, STEPS - 1);
  }

  /**
   * How long this share of them took at most, to the end of its step: up to 42 % more than it was.
   *
   * @param share 0 to 1
   * @return nothing if there were none
   */
  public Optional<Duration> within(double share) {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    long wanted = Math.max(1, (long) Math.ceil(all * share));
    long seen = 0;
    for (int i = 0; i < counts.size(); i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return Optional.of(Duration.ofNanos(Math.round(Math.pow(FACTOR, i) * NANOS_PER_MILLI)));
      }
    }
    return Optional.empty();
  }
}
