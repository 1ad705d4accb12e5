package dev.hookcast.core.spi;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that count from 1; the number ends the id: {@code 00000000-0000-7000-8000-000000000001}. */
public final class CountingIds implements Ids {
  private final AtomicLong last = new AtomicLong();
  private volatile long greatest = Long.MAX_VALUE;

  @Override
  public Identity next() {
    if (last.get() >= greatest) {
      throw new StoreFailure("There are no numbers left.");
    }
    return of(last.incrementAndGet());
  }

  /** Lets it give out so many more, and then fail as a store does that is away. */
  public void leave(long more) {
    greatest = last.get() + more;
  }

  /** Lets it give out as many as anybody wants. */
  public void leaveAll() {
    greatest = Long.MAX_VALUE;
  }

  /** The identity that carries this number. */
  public static Identity of(long number) {
    return new Identity("00000000-0000-7000-8000-%012x".formatted(number), number);
  }
}
