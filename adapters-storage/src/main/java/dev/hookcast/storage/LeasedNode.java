package dev.hookcast.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A node of several on a PostgreSQL database. It renews its lease on a thread and a connection of
 * its own, so that no load holds it up. If others have ended its epoch meanwhile, it goes on under
 * a new one; what it still holds of the old one isn't sent any more.
 *
 * <p>What the database says counts for the database; what this process may send, it reckons by its
 * own counter, from before it asked.
 */
final class LeasedNode implements Node {
  /** The database's time in nanoseconds: no node's clock is compared with another's. */
  static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000000 AS BIGINT)";

  private static final String JOIN =
      "INSERT INTO node (started_at, lease_until) VALUES (?, " + NOW + " + ?) RETURNING epoch";

  // One that has run out and that nobody has ended is as good as before: nobody else has touched
  // what it claimed.
  private static final String RENEW =
      "UPDATE node SET lease_until = " + NOW + " + ? WHERE epoch = ? AND ended = 0 RETURNING epoch";

  private static final String END = "UPDATE node SET ended = 1 WHERE epoch = ?";

  // Held, so that whoever wants to end it waits for this transaction, or else has ended it before.
  // A renewal doesn't wait: it leaves the key alone.
  private static final String HELD =
      "SELECT epoch FROM node WHERE epoch = ANY (?) AND ended = 0 AND lease_until > "
          + NOW
          + " FOR KEY SHARE";

  private static final String COUNT =
      "SELECT COUNT(*) FROM node WHERE lease_until IS NOT NULL AND ended = 0 AND lease_until > "
          + NOW;

  private final Pool pool;
  private final Lease lease;
  private final Retries retries;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private final Thread thread;
  private volatile Held held;
  private boolean stopping;

  /** An epoch, until when by this process's counter, and how many nodes there were. */
  private record Held(long epoch, long until, int nodes) {
    static Held of(Joined joined, long begun, Lease lease) {
      return new Held(joined.epoch(), begun + lease.length().toNanos(), joined.nodes());
    }
  }

  private record Joined(long epoch, int nodes) {
    static Joined under(long epoch, Session session) throws SQLException {
      long nodes = session.on(COUNT).first(Row::number).orElseThrow();
      return new Joined(epoch, (int) Math.max(1, nodes));
    }
  }

  private LeasedNode(
      Pool pool,
      Lease lease,
      Retries retries,
      InstantSource clock,
      Held held,
      ThreadFactory threads) {
    this.pool = pool;
    this.lease = lease;
    this.retries = retries;
    this.clock = clock;
    this.held = held;
    this.thread = threads.newThread(this::run);
  }

  /**
   * Joins those who work on the database.
   *
   * @param pool for this node's signs of life alone
   */
  static LeasedNode join(
      Writes writer,
      Pool pool,
      Lease lease,
      Retries retries,
      InstantSource clock,
      ThreadFactory threads) {
    long begun = lease.nanos().getAsLong();
    var joined = writer.write(s -> Joined.under(join(s, lease, clock), s));
    var node = new LeasedNode(pool, lease, retries, clock, Held.of(joined, begun, lease), threads);
    node.thread.start();
    return node;
  }

  /** Those of these epochs that something may be claimed under until the transaction ends. */
  static Set<Long> holding(Session session, Collection<Long> epochs) throws SQLException {
    return Set.copyOf(session.on(HELD).withNumbers(epochs).list(Row::number));
  }

  @Override
  public long epoch() {
    return held.epoch();
  }

  @Override
  public int nodes() {
    return held.nodes();
  }

  @Override
  public boolean lasts(long epoch) {
    var now = held;
    long left = now.until() - lease.nanos().getAsLong();
    return now.epoch() == epoch && left > lease.call().toNanos();
  }

  @Override
  public void close() {
    stop();
    try {
      for (int tries = 1; !ended() && retries.pause(tries); ) {
        tries++;
      }
    } catch (SQLException e) {
      // Then the others wait until the lease is over.
    } finally {
      pool.close();
    }
  }

  /** Returns false if others came in between. */
  private boolean ended() throws SQLException {
    var session = pool.session();
    try {
      session.on(END).with(epoch()).update();
      session.commit();
      return true;
    } catch (SQLException e) {
      if (Postgres.fault(e) != Postgres.Fault.DISTURBED) {
        throw e;
      }
      return false;
    } finally {
      session.abandon();
    }
  }

  private void run() {
    try {
      for (var pause = lease.pause(); !stopping(pause); ) {
        pause = renewed() ? lease.pause() : lease.pauseAfterFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean renewed() {
    long begun = lease.nanos().getAsLong();
    try {
      var session = pool.session();
      try {
        var joined = Joined.under(renewed(session), session);
        session.commit();
        held = Held.of(joined, begun, lease);
        return true;
      } finally {
        session.abandon();
      }
    } catch (SQLException e) {
      return false; // there is time for some more tries before anything is held back
    }
  }

  private long renewed(Session session) throws SQLException {
    var same = session.on(RENEW).with(lease.length().toNanos()).with(epoch()).first(Row::number);
    return same.isPresent() ? same.get() : join(session, lease, clock);
  }

  private static long join(Session session, Lease lease, InstantSource clock) throws SQLException {
    return session
        .on(JOIN)
        .with(clock.instant())
        .with(lease.length().toNanos())
        .first(Row::number)
        .orElseThrow();
  }

  private boolean stopping(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      for (long left = pause.toNanos(); left > 0 && !stopping; ) {
        left = stopped.awaitNanos(left);
      }
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    lock.lock();
    try {
      stopping = true;
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
