package dev.hookcast.storage;

import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.StoreFailure;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Identities that are unique in the database. Numbers are reserved there in blocks; what is left of
 * a block when the process ends is never used.
 *
 * <p>Where several nodes share a database, a block is only used for a second: so the numbers of all
 * of them grow with the time, and lists by number have the newest first, to within that second.
 */
public final class SqlIds implements Ids {
  // A second's worth and more under full load, reserved before the one in use has come to its end.
  private static final long BLOCK = 65_536;

  // What a quiet node wastes in a second; one that needs more soon reserves as many as above.
  private static final long SMALLEST = 64;
  private static final long LIFE_MILLIS = 1_000;

  private static final String RESERVE = "UPDATE number_block SET next = next + ? RETURNING next";

  private final Writes writer;
  private final InstantSource clock;
  private final RandomGenerator chance;
  private final ReentrantLock lock = new ReentrantLock();
  private final boolean shared;
  private long next;
  private long end;
  private long size = SMALLEST;
  private long reservedAt;
  private Optional<StoreFailure> failure = Optional.empty();
  private Optional<CompletableFuture<Long>> following = Optional.empty();

  /** Identities for things in this database, stamped by this clock. */
  public SqlIds(Database database, InstantSource clock, RandomGenerator chance) {
    this.writer = database.writer();
    this.clock = clock;
    this.chance = chance;
    this.shared = database.shared();
    if (!shared) {
      following = Optional.of(reserve(BLOCK));
    }
  }

  @Override
  public Identity next() {
    long millis = clock.millis();
    lock.lock();
    try {
      if (shared) {
        takeFresh();
      } else if (next == end) {
        takeFollowing();
      }
      long number = next++;
      return new Identity(Uuid7.text(millis, number, chance.nextInt()), number);
    } finally {
      lock.unlock();
    }
  }

  private void takeFollowing() {
    // One that failed, on a full disk perhaps, must not fail for ever.
    var usable = following.filter(block -> !block.isCompletedExceptionally());
    end = Write.await(usable.orElseGet(() -> reserve(BLOCK)));
    next = end - BLOCK;
    following = Optional.of(reserve(BLOCK));
  }

  private void takeFresh() {
    // Within the lock: who waited for it finds what came of the reservation that it waited for.
    long age = Math.abs(clock.millis() - reservedAt); // the clock may have gone back
    boolean young = age < LIFE_MILLIS;
    if (!young || (next == end && failure.isEmpty())) {
      size = young ? Math.min(2 * size, BLOCK) : Math.max(size / 2, SMALLEST);
      failure = reserved();
      reservedAt = clock.millis();
    }
    if (next == end) {
      throw new StoreFailure("The store gives out no numbers now.", failure.orElseThrow());
    }
  }

  /** Takes a new block, or else leaves what there is of the old one. */
  private Optional<StoreFailure> reserved() {
    try {
      end = writer.writeSoon(reservation(size));
      next = end - size;
      return Optional.empty();
    } catch (StoreFailure e) {
      return Optional.of(e);
    }
  }

  /** The end of a new block. */
  private CompletableFuture<Long> reserve(long count) {
    return writer.submit(reservation(count));
  }

  private static Session.Work<Long> reservation(long count) {
    return s -> s.on(RESERVE).with(count).first(Row::number).orElseThrow();
  }
}
