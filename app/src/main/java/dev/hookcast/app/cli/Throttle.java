package dev.hookcast.app.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Lets about one word a second through, of those that tell how far something is. For one thread.
 */
final class Throttle {
  private static final Duration BETWEEN_WORDS = Duration.ofSeconds(1);

  private final InstantSource clock;
  private Instant next;

  /** Lets the first word through after a second. */
  Throttle(InstantSource clock) {
    this.clock = clock;
    this.next = clock.instant().plus(BETWEEN_WORDS);
  }

  /** Whether it is time for a word; if it is, the next one has to wait. */
  boolean passes() {
    boolean due = !clock.instant().isBefore(next);
    if (due) {
      reset();
    }
    return due;
  }

  /** Somebody has said something anyway. */
  void reset() {
    next = clock.instant().plus(BETWEEN_WORDS);
  }
}
