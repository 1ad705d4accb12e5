package dev.hookcast.core.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Does something again and again on a thread of its own, until it is stopped. */
public final class Rounds {
  private final Duration first;
  private final Supplier<Duration> round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stopped = lock.newCondition();
  private Optional<Thread> thread = Optional.empty();
  private boolean stopping;

  /**
   * Rounds that haven't begun.
   *
   * @param first the pause before the first one
   * @param round says how long the pause after it is; throws nothing
   */
  public Rounds(Duration first, Supplier<Duration> round) {
    this.first = first;
    this.round = round;
  }

  /** Begins. */
  public void start(ThreadFactory threads) {
    var made = threads.newThread(this::run);
    thread = Optional.of(made);
    made.start();
  }

  /** Ends after the round that is under way. */
  public void stop() throws InterruptedException {
    lock.lock();
    try {
      stopping = true;
      stopped.signalAll();
    } finally {
      lock.unlock();
    }
    if (thread.isPresent()) {
      thread.get().join();
    }
  }

  private void run() {
    try {
      for (var pause = first; !stopping(pause); ) {
        pause = round.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopping(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      for (long left = pause.toNanos(); left > 0 && !stopping; ) {
        left = stopped.awaitNanos(left);
      }
      return stopping;
    } finally {
      lock.unlock();
    }
  }
}
