package dev.hookcast.app.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for other threads, and lets whoever waits say something in between. */
final class Waiting {
  private Waiting() {}

  /** Returns whether the work is done, after a second at the latest; fails as the work does. */
  static boolean upToASecond(CompletableFuture<?> work) throws InterruptedException {
    try {
      work.get(1, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException why
          ? why
          : new IllegalStateException(e.getCause());
    }
  }
}
