package dev.hookcast.core.engine;

import dev.hookcast.core.spi.DeliveryListener;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Keeps a dispatcher running on a thread of its own until it is closed. */
public final class Clockwork {
  private final Dispatcher dispatcher;
  private final DeliveryListener listener;
  private final Thread thread;
  private volatile boolean stopping;

  /** A clockwork that stands still; the thread is made but not started. */
  public Clockwork(Dispatcher dispatcher, DeliveryListener listener, ThreadFactory threads) {
    this.dispatcher = dispatcher;
    this.listener = listener;
    this.thread = threads.newThread(this::run);
  }

  /** Starts the work. */
  public void start() {
    thread.start();
  }

  /**
   * Stops: nothing new is started, and what is in flight gets this long to end. Returns true if all
   * of it did.
   */
  public boolean stop(Duration grace) throws InterruptedException {
    stopping = true;
    boolean ended = dispatcher.close(grace);
    thread.join();
    return ended;
  }

  private void run() {
    try {
      while (!stopping) {
        step();
        dispatcher.awaitWork();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() {
    try {
      dispatcher.runOnce();
    } catch (RuntimeException e) {
      // Whatever it was, deliveries that wait must not wait for ever because of it.
      listener.failed("deliveries couldn't be claimed; it will be tried again", e);
    }
  }
}
