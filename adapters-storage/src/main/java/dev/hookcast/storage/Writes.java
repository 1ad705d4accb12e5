package dev.hookcast.storage;

import java.util.concurrent.CompletableFuture;

/** Does what is to be written. Safe for any number of threads. */
interface Writes extends AutoCloseable {
  /**
   * Does the work in a transaction and returns when that is durable. The work may be done several
   * times, if those before were undone.
   */
  default <T> T write(Session.Work<T> work) {
    return Write.await(submit(work));
  }

  /** The same without waiting. */
  <T> CompletableFuture<T> submit(Session.Work<T> work);

  /** Finishes what waits, then ends. */
  @Override
  void close();
}
