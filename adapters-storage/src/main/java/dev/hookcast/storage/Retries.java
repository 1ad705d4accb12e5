package dev.hookcast.storage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * How often a transaction that others disturbed is tried again, and after which pauses. They are by
 * chance, or those who disturbed each other would meet again.
 */
record Retries(RandomGenerator chance) {
  // The pauses come to four seconds at most: by then a publisher is better told.
  private static final int MOST = 12;
  private static final long SHORTEST = Duration.ofMillis(4).toNanos();
  private static final long LONGEST = Duration.ofMillis(500).toNanos();

  /**
   * Pauses before the next try; returns false, at once, if there shall be none.
   *
   * @param tries how many there were
   */
  boolean pause(int tries) {
    if (tries >= MOST) {
      return false;
    }
    LockSupport.parkNanos(chance.nextLong(Math.min(LONGEST, SHORTEST << tries)) + 1);
    return true;
  }
}
