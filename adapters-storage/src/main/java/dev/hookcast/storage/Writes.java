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

  /**
   * The same for somebody who doesn't wait for as long as the database may take: then it fails, and
   * what the work claims after that is given back.
   */
  default <T> T writeSoon(Session.Work<T> work) {
    return write(work);
  }

  /** The same without waiting. */
  <T> CompletableFuture<T> submit(Session.Work<T> work);

  /** Finishes what waits, then ends. */
  @Override
  void close();
}
