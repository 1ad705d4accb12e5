package dev.hookcast.core.api;

import dev.hookcast.core.OrganizationId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One reader's place at the {@link Feed}. What the reader hasn't taken yet waits here, up to a
 * limit; then the oldest is dropped. For one reading thread; any thread may close it.
 */
public final class Watch implements AutoCloseable {
  private final OrganizationId organization;
  private final int capacity;
  private final Consumer<Watch> onClose;
  private final Queue<News> waiting = new ArrayDeque<>();
  // Held for moments only, never while the reader writes.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long dropped;
  private boolean ended;

  Watch(OrganizationId organization, int capacity, Consumer<Watch> onClose) {
    this.organization = organization;
    this.capacity = capacity;
    this.onClose = onClose;
  }

  OrganizationId organization() {
    return organization;
  }

  void tell(News news) {
    lock.lock();
    try {
      if (waiting.size() == capacity) {
        waiting.remove();
        dropped++;
      }
      waiting.add(news);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** What happened next. Waits for it at most so long; empty if nothing did, and once it ended. */
  public Optional<News> next(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      for (long left = patience.toNanos(); waiting.isEmpty() && !ended && left > 0; ) {
        left = changed.awaitNanos(left);
      }
      return ended ? Optional.empty() : taken();
    } finally {
      lock.unlock();
    }
  }

  /** True once it was closed. */
  public boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it; a reader that waits is woken. */
  @Override
  public void close() {
    onClose.accept(this);
    lock.lock();
    try {
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private Optional<News> taken() {
    if (dropped == 0) {
      return Optional.ofNullable(waiting.poll());
    }
    var lost = new News.Dropped(dropped);
    dropped = 0;
    return Optional.of(lost);
  }
}
