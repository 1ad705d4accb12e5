package dev.hookcast.storage;

import dev.hookcast.core.spi.Ids;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Identities that are unique in the database. Numbers are reserved there in blocks; what is left of
 * a block when the process ends is never used.
 */
public final class SqlIds implements Ids {
  // A second's worth and more under full load, reserved before the one in use has come to its end.
  private static final long BLOCK = 65_536;

  private static final String RESERVE = "UPDATE number_block SET next = next + ? RETURNING next";

  private final Writer writer;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ReentrantLock lock = new ReentrantLock();
  private long next;
  private long end;
  private CompletableFuture<Long> following;

  /** Identities for things in this database, stamped by this clock. */
  public SqlIds(Database database, InstantSource clock, RandomGenerator chance) {
    this.writer = database.writer();
    this.clock = clock;
    this.chance = chance;
    this.following = reserve();
  }

  @Override
  public Identity next() {
    long millis = clock.millis();
    lock.lock();
    try {
      if (next == end) {
        end = Write.await(following());
        next = end - BLOCK;
        following = reserve();
      }
      long number = next++;
      return new Identity(Uuid7.text(millis, number, chance.nextInt()), number);
    } finally {
      lock.unlock();
    }
  }

  private CompletableFuture<Long> following() {
    // One that failed, on a full disk perhaps, must not fail for ever.
    return following.isCompletedExceptionally() ? reserve() : following;
  }

  /** The end of a new block. */
  private CompletableFuture<Long> reserve() {
    return writer.submit(s -> s.on(RESERVE).with(BLOCK).first(Row::number).orElseThrow());
  }
}
