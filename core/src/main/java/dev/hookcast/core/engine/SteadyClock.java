package dev.hookcast.core.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A time that nobody sets: it begins as the wall clock's and goes on by a counter. What is due is
 * measured by it, so that setting the clock neither hurries nor delays anything. Safe for any
 * number of threads.
 */
public final class SteadyClock implements InstantSource {
  private final Instant begun;
  private final LongSupplier nanos;
  private final long from;

  /**
   * Begins now.
   *
   * @param nanos a counter of nanoseconds that never goes back
   */
  public SteadyClock(InstantSource wall, LongSupplier nanos) {
    this.begun = wall.instant();
    this.nanos = nanos;
    this.from = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return begun.plusNanos(nanos.getAsLong() - from);
  }
}
