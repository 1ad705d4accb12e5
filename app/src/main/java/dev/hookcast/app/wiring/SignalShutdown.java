package dev.hookcast.app.wiring;

import dev.hookcast.app.service.Shutdown;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends the process on SIGTERM or SIGINT, with status 0 once everything is put away. */
public final class SignalShutdown implements Shutdown {
  private static final long LONGEST_SECONDS = 60;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean awaited;

  /** Listens from now on. */
  public SignalShutdown() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::asked, "hookcast-shutdown"));
  }

  @Override
  public void await() throws InterruptedException {
    awaited = true;
    asked.await();
  }

  @Override
  public void ended() {
    ended.countDown();
  }

  private void asked() {
    asked.countDown();
    if (!awaited) {
      return;
    }
    try {
      boolean inTime = ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
      // Otherwise the JVM would end with the signal's number, as if something had gone wrong.
      Runtime.getRuntime().halt(inTime ? 0 : 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
