package dev.hookcast.core.spi;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that count from 1; the number ends the id: {@code 00000000-0000-7000-8000-000000000001}. */
public final class CountingIds implements Ids {
  private final AtomicLong last = new AtomicLong();

  @Override
  public Identity next() {
    return of(last.incrementAndGet());
  }

  /** The identity that carries this number. */
  public static Identity of(long number) {
    return new Identity("00000000-0000-7000-8000-%012x".formatted(number), number);
  }
}
