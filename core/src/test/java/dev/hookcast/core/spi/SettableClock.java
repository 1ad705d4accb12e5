package dev.hookcast.core.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for any number of threads. */
public final class SettableClock implements InstantSource {
  private final AtomicReference<Instant> now;

  /** A clock that shows this time. */
  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Shows this time from now on. */
  public void set(Instant time) {
    now.set(time);
  }

  /** Moves on, or back if {@code by} is negative. */
  public void advance(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }
}
