package dev.hookcast.app.service;

import dev.hookcast.core.spi.Ids;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Identities of requests. They are told to callers and stand in the log, so they need no place in
 * the store: a request has one also while the store is out of reach. The numbers are this process's
 * own.
 */
public record RequestIds(InstantSource clock, RandomGenerator chance, AtomicLong last)
    implements Ids {
  private static final long VERSION = 7L << 12; // RFC 9562, 5.7: milliseconds, then chance
  private static final long VARIANT = 0b10L << 62;

  /** None was given out yet. */
  public static RequestIds fresh(InstantSource clock, RandomGenerator chance) {
    return new RequestIds(clock, chance, new AtomicLong());
  }

  @Override
  public Identity next() {
    long high = clock.millis() << 16 | VERSION | chance.nextInt(1 << 12);
    long low = VARIANT | chance.nextLong() >>> 2;
    return new Identity(new UUID(high, low).toString(), last.incrementAndGet());
  }
}
