package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes to PostgreSQL in groups, on a few threads with a connection each: what waits when a thread
 * is free becomes its next transaction, and works of one kind become one statement where they know
 * how. What others disturb is tried again. After a lost connection the writes that were under way
 * fail, in doubt, and the next ones have a new one.
 */
final class PooledWriter implements Writes {
  /** While one waits for its commit, the other works; among more, groups would be small. */
  static final int THREADS = 2;

  // Beyond this a group gains nothing, and its first member waits for too many others.
  private static final int MAX_GROUP = 512;

  // After a group of this size there is load. A group costs several statements, be it small or
  // large: waiting for more members then costs less than it saves, here and in the server.
  private static final int BUSY = 8;
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int TRIES_OF_A_GROUP = 3;

  /** As long as a publisher waits: of a network that has fallen silent, one hears after 30 s. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pool pool;
  private final Retries retries;
  private final Doubts doubts;
  private final Duration patience;
  private final LinkedBlockingQueue<Write<?>> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong commits = new AtomicLong();
  private final Write<Boolean> last = new Write<>(session -> true);
  private final List<Thread> threads = new ArrayList<>();
  private final ReentrantLock gathering = new ReentrantLock();
  private int gathered;
  private volatile boolean closed;

  PooledWriter(
      Pool pool, Retries retries, ThreadFactory factory, Doubts doubts, Duration patience) {
    this.pool = pool;
    this.retries = retries;
    this.doubts = doubts;
    this.patience = patience;
    for (int i = 0; i < THREADS; i++) {
      threads.add(factory.newThread(this::run));
    }
    threads.forEach(Thread::start);
  }

  @Override
  public <T> CompletableFuture<T> submit(Session.Work<T> work) {
    var write = new Write<>(work);
    submit(write);
    return write.result();
  }

  @Override
  public <T> T writeSoon(Session.Work<T> work) {
    var write = new Write<>(work);
    submit(write);
    if (!Write.ended(write.result(), patience)) {
      var unused = write.result().thenRun(() -> doubts.note(write.claims()));
      throw new StoreFailure(
          "The database doesn't answer in time; it may still do what was asked.");
    }
    return Write.await(write.result());
  }

  private void submit(Write<?> write) {
    waiting.add(write);
    // Asked afterwards, so that nothing is left in a queue that nobody empties any more.
    if (closed) {
      write.failed(new StoreFailure("The store is closed."));
    }
  }

  /** How many transactions there were. */
  long commits() {
    return commits.get();
  }

  @Override
  public void close() {
    waiting.add(last);
    boolean interrupted = false;
    for (var thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    closed = true;
    waiting.forEach(write -> write.failed(new StoreFailure("The store is closed.")));
    pool.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean closing = false;
    while (!closing) {
      var group = new ArrayList<Write<?>>();
      try {
        gather(group);
        closing = group.remove(last);
        commit(group);
      } catch (InterruptedException | RuntimeException | Error e) {
        // A write without a result would leave its caller waiting for ever.
        var failure = new StoreFailure("The store's writer stumbled.", e);
        group.forEach(write -> write.failed(failure));
      }
    }
    waiting.add(last); // for the other threads
  }

  /** One thread at a time: several that share what waits would have small groups each. */
  private void gather(List<Write<?>> group) throws InterruptedException {
    gathering.lockInterruptibly();
    try {
      if (gathered >= BUSY && waiting.size() < MAX_GROUP) {
        LockSupport.parkNanos(LINGER_NANOS);
      }
      group.add(waiting.take());
      waiting.drainTo(group, MAX_GROUP - 1);
      gathered = group.size();
    } finally {
      gathering.unlock();
    }
  }

  private void commit(List<Write<?>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      repeated(group);
    } catch (SQLException e) {
      undone(group, e);
      return;
    } catch (RuntimeException e) {
      isolate(group, e);
      return;
    }
    commits.incrementAndGet();
    group.forEach(Write::committed);
  }

  private void repeated(List<Write<?>> group) throws SQLException {
    for (int tries = 1; ; tries++) {
      var session = pool.session();
      boolean committing = false;
      try {
        together(session, group);
        committing = true;
        session.commit();
        return;
      } catch (SQLException e) {
        boolean again =
            switch (Postgres.fault(e)) {
              case DISTURBED -> worthwhile(tries, group) && retries.pause(tries);
              // Connections that had died idle: nothing of this has taken effect.
              case UNABLE -> tries <= THREADS && !committing && Postgres.lost(e);
              case STATEMENT -> false;
            };
        if (!again) {
          if (committing && Postgres.fault(e) == Postgres.Fault.UNABLE) {
            group.forEach(write -> doubts.note(write.claims()));
          }
          throw e;
        }
      } finally {
        session.abandon();
      }
    }
  }

  /** The more is in a transaction, the likelier it is disturbed again: then rather in parts. */
  private static boolean worthwhile(int tries, List<Write<?>> group) {
    return group.size() == 1 || tries < TRIES_OF_A_GROUP;
  }

  private void undone(List<Write<?>> group, SQLException e) {
    switch (Postgres.fault(e)) {
      case STATEMENT -> isolate(group, new StoreFailure("The store couldn't do a write.", e));
      case DISTURBED -> isolate(group, new StoreFailure("The store is too busy with others.", e));
      case UNABLE -> fail(group, new StoreFailure("The database can't be reached or used now.", e));
    }
  }

  /** Finds out whose fault it was, so that nobody else has to suffer for it. */
  private void isolate(List<Write<?>> group, RuntimeException cause) {
    if (group.size() == 1) {
      group.getFirst().failed(cause);
      return;
    }
    int half = group.size() / 2;
    commit(group.subList(0, half));
    commit(group.subList(half, group.size()));
  }

  private static void fail(List<Write<?>> group, StoreFailure cause) {
    group.forEach(write -> write.failed(cause));
  }

  /** Works of one kind at once, kind after kind. */
  private static void together(Session session, List<Write<?>> group) throws SQLException {
    Map<Class<?>, List<Write<?>>> kinds = new LinkedHashMap<>();
    for (var write : group) {
      kinds.computeIfAbsent(write.kind(), kind -> new ArrayList<>()).add(write);
    }
    for (var kind : kinds.values()) {
      Write.run(session, kind);
    }
  }
}
