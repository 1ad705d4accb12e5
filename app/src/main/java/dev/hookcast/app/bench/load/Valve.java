package dev.hookcast.app.bench.load;

import java.util.concurrent.TimeUnit;

/** Says when the next request may leave. Asked on the loop's thread only, but for the beat. */
sealed interface Valve {
  /** The valve that keeps this pace with requests that bring about so many deliveries each. */
  static Valve of(Pace pace, int deliveries) {
    return switch (pace) {
      case Pace.Closed closed -> new Outstanding(closed.outstanding(), deliveries);
      case Pace.Open open -> new Timed(open.perSecond() / deliveries);
    };
  }

  /**
   * The time from which on the next request's latency counts; -1 if it may not leave yet.
   *
   * @param now nanoseconds since the load's start, as the time that is returned
   */
  long next(long now);

  /** A delivery has arrived. */
  void arrived();

  /**
   * Waits until something may leave because time has passed.
   *
   * @param origin when the load started
   * @return false if that will never be
   */
  boolean awaitTick(long origin) throws InterruptedException;

  /** Open as long as no more than so many deliveries are outstanding. */
  final class Outstanding implements Valve {
    private final int deliveries;
    private int room;

    private Outstanding(int most, int deliveries) {
      this.room = most;
      this.deliveries = deliveries;
    }

    @Override
    public long next(long now) {
      if (room < deliveries) {
        return -1;
      }
      room -= deliveries;
      return now;
    }

    @Override
    public void arrived() {
      room++;
    }

    @Override
    public boolean awaitTick(long origin) {
      return false;
    }
  }

  /** Open at the times of a plan, which doesn't wait for anybody. */
  final class Timed implements Valve {
    // A thread that sleeps for less costs more than what it sends.
    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(250);

    private final double perSecond;
    private long left;

    private Timed(double perSecond) {
      this.perSecond = perSecond;
    }

    @Override
    public long next(long now) {
      long due = onTick((long) (left * 1e9 / perSecond));
      if (due > now) {
        return -1;
      }
      left++;
      // The time that was meant: one that leaves late because the service is slow, is late.
      return due;
    }

    @Override
    public void arrived() {
      // It goes by the clock alone.
    }

    @Override
    public boolean awaitTick(long origin) throws InterruptedException {
      long now = System.nanoTime() - origin;
      TimeUnit.NANOSECONDS.sleep(onTick(now + 1) - now);
      return true;
    }

    private static long onTick(long nanos) {
      return (nanos + TICK_NANOS - 1) / TICK_NANOS * TICK_NANOS;
    }
  }
}
