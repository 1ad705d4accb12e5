package dev.hookcast.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How often something happens, over about the last minute; the older, the less it counts. */
final class Pulse {
  private static final double MEMORY_SECONDS = 60;
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private double weight;
  private @Nullable Instant first;
  private Instant last = Instant.MIN;

  void beat(Instant now) {
    if (first == null) {
      first = now;
      last = now;
    }
    weight = weight * Math.exp(-seconds(last, now) / MEMORY_SECONDS) + 1 / MEMORY_SECONDS;
    last = now;
  }

  /** Times a second, as it was at the last beat; empty if it hasn't been watched for long. */
  OptionalDouble perSecond() {
    if (first == null || first.plus(ENOUGH).isAfter(last)) {
      return OptionalDouble.empty();
    }
    // What came before the first beat is unknown, not nothing.
    return OptionalDouble.of(weight / (1 - Math.exp(-seconds(first, last) / MEMORY_SECONDS)));
  }

  boolean silentSince(Instant time) {
    return last.isBefore(time);
  }

  /** The wall clock may be set back. */
  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
  }
}
