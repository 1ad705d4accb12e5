package dev.hookcast.app.bench.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations, each in a bucket that is at most 3 % wide, so that any number of them takes the
 * same memory. Safe for any number of threads.
 */
public final class Histogram {
  private static final int STEPS = 32; // buckets for each doubling
  private static final int BITS = 5; // 2^5 of them
  private static final int BUCKETS = STEPS * (Long.SIZE - BITS + 1);

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  /** Counts one. */
  public void record(long nanos) {
    counts.incrementAndGet(bucket(Math.max(0, nanos)));
  }

  /** How many there are. */
  public long count() {
    long sum = 0;
    for (int i = 0; i < BUCKETS; i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  /** The duration, in nanoseconds, that so many percent don't exceed; 0 if there is none. */
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) Math.ceil(count() * percent / 100));
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return longest(i);
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    int shift = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1) - BITS);
    return shift * STEPS + (int) (nanos >> shift);
  }

  private static long longest(int bucket) {
    int shift = Math.max(0, bucket / STEPS - 1);
    return ((bucket - (long) shift * STEPS + 1) << shift) - 1;
  }
}
