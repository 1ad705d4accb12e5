package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes for everybody, in groups: what waits when a transaction ends becomes the next one. A lone
 * write is committed at once; under load the writer waits a moment for more, because every
 * transaction writes the same few pages anew, however much is in it.
 *
 * <p>One platform thread, because a native call would pin a virtual one. If the disk is in doubt it
 * stops for good: every write fails from then on, and {@code onFatal} is told once.
 */
final class Writer implements Writes {
  // Beyond this a group gains nothing, and its first member waits for too many others.
  private static final int MAX_GROUP = 1_024;

  // After a group of this size there is load. Waiting then costs less than it saves.
  private static final int BUSY = 8;
  private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(700);

  private static final Optional<StoreFailure> NOT_ENDED = Optional.empty();

  private final Sqlite sqlite;
  private final Consumer<StoreFailure> onFatal;
  private final LinkedBlockingQueue<Write<?>> waiting = new LinkedBlockingQueue<>();
  private final AtomicReference<Optional<StoreFailure>> ended = new AtomicReference<>(NOT_ENDED);
  private final AtomicLong commits = new AtomicLong();
  private final Write<Boolean> last = new Write<>(session -> true);
  private final Thread thread;
  private Session session;

  Writer(Sqlite sqlite, ThreadFactory threads, Consumer<StoreFailure> onFatal) throws SQLException {
    this.sqlite = sqlite;
    this.onFatal = onFatal;
    this.session = sqlite.writing();
    this.thread = threads.newThread(this::run);
    thread.start();
  }

  @Override
  public <T> CompletableFuture<T> submit(Session.Work<T> work) {
    var write = new Write<>(work);
    waiting.add(write);
    // Asked afterwards, so that nothing is left in a queue that nobody empties any more.
    ended.get().ifPresent(failure -> write.failed(failure));
    return write.result();
  }

  /** Stops for good, because somebody found that the disk doesn't do what it should. */
  void doubt(SQLException found) {
    fatal("The disk doesn't do what it should; the store stops writing.", found);
  }

  /** How many transactions there were. */
  long commits() {
    return commits.get();
  }

  @Override
  public void close() {
    waiting.add(last);
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

  private void run() {
    var group = new ArrayList<Write<?>>();
    try {
      while (ended.get().isEmpty()) {
        if (group.size() >= BUSY && waiting.size() < MAX_GROUP) {
          LockSupport.parkNanos(LINGER_NANOS);
        }
        group.clear();
        group.add(waiting.take());
        waiting.drainTo(group, MAX_GROUP - 1);
        boolean closing = group.remove(last);
        commit(group);
        if (closing) {
          end(new StoreFailure("The store is closed."));
        }
      }
      session.close();
    } catch (SQLException | RuntimeException | InterruptedException | Error e) {
      // A thread that dies without a word would leave every caller waiting for ever.
      var failure = fatal("The store's writer broke down.", e);
      group.forEach(write -> write.failed(failure));
    }
  }

  private void commit(List<Write<?>> group) throws SQLException {
    if (group.isEmpty()) {
      return;
    }
    try {
      for (var write : group) {
        write.run(session);
      }
      session.commit();
      commits.incrementAndGet();
    } catch (SQLException e) {
      undo(group, e);
      return;
    } catch (RuntimeException e) {
      rollback();
      isolate(group, e);
      return;
    }
    group.forEach(Write::committed);
  }

  private void undo(List<Write<?>> group, SQLException e) throws SQLException {
    switch (Sqlite.fault(e)) {
      case STATEMENT -> {
        rollback();
        isolate(group, new StoreFailure("The store couldn't do a write.", e));
      }
      case FULL -> {
        rollback();
        var full = new StoreFailure("The disk is full.", e);
        group.forEach(write -> write.failed(full));
      }
      case DISK -> {
        // No second try: after a failed fsync nobody knows what reached the disk.
        var failure = fatal("The disk doesn't do what it should; the store stops writing.", e);
        group.forEach(write -> write.failed(failure));
      }
    }
  }

  /** Finds out whose fault it was, so that nobody else has to suffer for it. */
  private void isolate(List<Write<?>> group, RuntimeException cause) throws SQLException {
    if (group.size() == 1) {
      group.getFirst().failed(cause);
      return;
    }
    int half = group.size() / 2;
    for (var part : List.of(group.subList(0, half), group.subList(half, group.size()))) {
      if (ended.get().isEmpty()) {
        commit(part);
      } else {
        part.forEach(write -> write.failed(ended.get().orElseThrow()));
      }
    }
  }

  private void rollback() throws SQLException {
    try {
      session.rollback();
    } catch (SQLException e) {
      // SQLite has rolled back by itself, and JDBC doesn't know: only a new connection is in a
      // known state.
      session.close();
      session = sqlite.writing();
    }
  }

  private StoreFailure fatal(String what, Throwable cause) {
    var failure = new StoreFailure(what, cause);
    if (end(failure)) {
      onFatal.accept(failure);
    }
    return failure;
  }

  /** Returns false if it had ended before. */
  private boolean end(StoreFailure why) {
    boolean first = ended.compareAndSet(NOT_ENDED, Optional.of(why));
    var left = new ArrayList<Write<?>>();
    waiting.drainTo(left);
    left.forEach(write -> write.failed(why));
    return first;
  }
}
