package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Reads from PostgreSQL, on a few platform threads: whoever interrupts a virtual thread that waits
 * for a socket closes the socket.
 */
final class PooledReaders implements Reads {
  /** As many as there are connections, so that nobody who has a thread waits for one of those. */
  static final int THREADS = 8;

  private final Pool pool;
  private final Retries retries;
  private final ExecutorService threads;

  PooledReaders(Pool pool, Retries retries, ThreadFactory factory) {
    this.pool = pool;
    this.retries = retries;
    this.threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
  }

  @Override
  public <T> T read(Session.Work<T> work) {
    try {
      return Write.await(CompletableFuture.supplyAsync(() -> repeated(work), threads));
    } catch (RejectedExecutionException e) {
      throw new StoreFailure("The store is closed.", e);
    }
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }

  private <T> T repeated(Session.Work<T> work) {
    for (int tries = 1; ; tries++) {
      try (var session = pool.session()) {
        return work.on(session);
      } catch (SQLException e) {
        boolean again =
            switch (Postgres.fault(e)) {
              case DISTURBED -> retries.pause(tries);
              case UNABLE -> tries <= THREADS && Postgres.lost(e); // those that had died idle
              case STATEMENT -> false;
            };
        if (!again) {
          throw new StoreFailure("The store couldn't be read.", e);
        }
      }
    }
  }
}
