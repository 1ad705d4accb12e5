package dev.hookcast.storage;

import java.time.Duration;
import java.time.Instant;

/** Times as the database keeps them: nanoseconds since 1970, which reach to the year 2262. */
final class Nanos {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private Nanos() {}

  /** A time beyond the reach counts as the last one within it. */
  static long of(Instant time) {
    try {
      return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
    } catch (ArithmeticException e) {
      return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
  }
}
