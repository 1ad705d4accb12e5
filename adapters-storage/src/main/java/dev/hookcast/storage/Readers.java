package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads for everybody, on a few platform threads with a connection each: a long list read on a
 * virtual thread would pin its carrier and hold up the deliveries.
 */
final class Readers implements Reads {
  private static final int THREADS = 4;

  private final ExecutorService threads;
  private final BlockingQueue<Session> free = new ArrayBlockingQueue<>(THREADS);
  private final Consumer<SQLException> doubt;

  /** Readers; {@code doubt} is told of each error that says that the file isn't to be trusted. */
  Readers(Sqlite sqlite, ThreadFactory factory, Consumer<SQLException> doubt) throws SQLException {
    this.doubt = doubt;
    try {
      for (int i = 0; i < THREADS; i++) {
        free.add(sqlite.reading());
      }
    } catch (SQLException e) {
      closeSessions();
      throw e;
    }
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  @Override
  public <T> T read(Session.Work<T> work) {
    try {
      return Write.await(CompletableFuture.supplyAsync(() -> attempt(work), threads));
    } catch (RejectedExecutionException e) {
      throw new StoreFailure("The store is closed.", e);
    }
  }

  @Override
  public void close() {
    threads.close();
    closeSessions();
  }

  private <T> T attempt(Session.Work<T> work) {
    var session = free.remove(); // there are as many as threads
    try {
      return view(session, work);
    } catch (SQLException e) {
      if (Sqlite.fault(e) == Sqlite.Fault.DISK) {
        doubt.accept(e);
      }
      throw new StoreFailure("The store couldn't be read.", e);
    } finally {
      free.add(session);
    }
  }

  private static <T> T view(Session session, Session.Work<T> work) throws SQLException {
    try {
      return work.on(session);
    } finally {
      // A view that stays open keeps the log from being truncated, and the disk fills up.
      session.rollback();
    }
  }

  private void closeSessions() {
    for (var session : free) {
      try {
        session.close();
      } catch (SQLException e) {
        throw new StoreFailure("The store couldn't be closed.", e);
      }
    }
  }
}
