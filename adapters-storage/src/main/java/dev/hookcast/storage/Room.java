package dev.hookcast.storage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may wait to be stored at once, in calls and in bytes. Beyond it publishers wait longer
 * without more being done, and memory fills up. Safe for any number of threads.
 */
final class Room {
  // Eight full groups of the writer: what comes behind them would wait for longer than a second.
  private static final int MAX_CALLS = 8_192;
  private static final long MAX_BYTES = 64L << 20;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Takes room; false, and takes none, if there isn't enough. A single call always finds some. */
  boolean enter(long size) {
    int before = calls.getAndIncrement();
    long filled = bytes.addAndGet(size);
    if (before > 0 && (before >= MAX_CALLS || filled > MAX_BYTES)) {
      leave(size);
      return false;
    }
    return true;
  }

  /** Gives the room back. */
  void leave(long size) {
    calls.decrementAndGet();
    bytes.addAndGet(-size);
  }
}
