package dev.hookcast.app.wiring;

import dev.hookcast.core.spi.StoreFailure;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the process when its store has stopped for good, and says why. The log's own line may come
 * too late: it is written by a thread that ends with the process. There is nothing to put away: the
 * next start recovers.
 *
 * @param err where it is said; whoever doesn't read there holds nothing up
 */
public record LastWords(PrintStream err) implements Consumer<StoreFailure> {
  private static final int LONGEST_SECONDS = 1;

  @Override
  public void accept(StoreFailure failure) {
    var said = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              err.println("hookcast: the store has stopped for good: " + failure.getMessage());
              err.flush();
              said.countDown();
            });
    try {
      said.await(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
