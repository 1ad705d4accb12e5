package dev.hookcast.storage;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a node of several keeps its claims without renewing them.
 *
 * @param length from a sign of life until others may take over
 * @param call the longest attempt: nothing is sent for which less is left
 * @param nanos a counter of nanoseconds that never goes back, and goes on while the process stands
 *     still
 */
public record Lease(Duration length, Duration call, LongSupplier nanos) {
  // Of what is left beside a call: several signs of life may fail before anything is held back.
  private static final int SIGNS = 3;
  private static final int TRIES = 15;

  // A busy machine lets a transaction that is well stand still for some time.
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);

  /** A lease that is longer than a call. */
  public Lease {
    if (length.compareTo(call) <= 0) {
      throw new IllegalArgumentException("a lease of " + length + " for calls of " + call);
    }
  }

  /** How long after a sign of life the next one follows. */
  Duration pause() {
    return length.minus(call).dividedBy(SIGNS);
  }

  /**
   * After how long the server ends a transaction of which it hears nothing. It may hold what others
   * need to take over: so it has to be gone when the lease is.
   */
  Duration silence() {
    return call.compareTo(SHORTEST_SILENCE) > 0 ? call : SHORTEST_SILENCE;
  }

  /** How long after one that failed it is tried again. */
  Duration pauseAfterFailure() {
    return length.minus(call).dividedBy(TRIES);
  }
}
