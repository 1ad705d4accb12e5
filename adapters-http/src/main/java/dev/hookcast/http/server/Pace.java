package dev.hookcast.http.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How fast each of many may go: a bucket each, of ten seconds' worth, that fills by itself. Safe
 * for any number of threads. Remembers everybody who ever came.
 */
final class Pace {
  private static final int WINDOW_SECONDS = 10;
  private static final double NANOS = 1e9;

  private final String policy;
  private final int perSecond;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * A pace of this name.
   *
   * @param perSecond how much may go each second in the long run
   */
  Pace(String policy, int perSecond, InstantSource clock) {
    this.policy = policy;
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /**
   * What came of asking, in the terms of the header fields of draft-ietf-httpapi-ratelimit-headers.
   *
   * @param left how much may go at once now
   * @param delay the seconds until what was asked for may go; 0 if it may
   */
  record Level(String policy, long quota, long left, long reset, long delay) {
    boolean granted() {
      return delay == 0;
    }

    String policyField() {
      return "\"" + policy + "\";q=" + quota + ";w=" + WINDOW_SECONDS;
    }

    String levelField() {
      return "\"" + policy + "\";r=" + left + ";t=" + reset;
    }
  }

  private record Bucket(double level, Instant at, boolean granted) {}

  /** Takes so much, or nothing if there isn't enough. More than fits may go when it is full. */
  Level take(String who, int cost) {
    var now = clock.instant();
    var after =
        buckets.compute(
            who, (name, before) -> taken(before == null ? full(now) : before, cost, now));
    double missing = after.granted() ? 0 : (double) Math.min(cost, quota()) - after.level();
    return new Level(
        policy,
        quota(),
        (long) Math.max(0, after.level()),
        seconds((double) quota() - after.level()),
        after.granted() ? 0 : Math.max(1, seconds(missing)));
  }

  private Bucket taken(Bucket before, int cost, Instant now) {
    double level = Math.min((double) quota(), before.level() + gained(before.at(), now));
    boolean granted = level >= (double) Math.min(cost, quota());
    return new Bucket(granted ? level - (double) cost : level, now, granted);
  }

  /** Nothing if the clock was set back. */
  private double gained(Instant since, Instant now) {
    return Math.max(0, Duration.between(since, now).toNanos() / NANOS * perSecond);
  }

  private Bucket full(Instant now) {
    return new Bucket((double) quota(), now, true);
  }

  private long quota() {
    return (long) perSecond * WINDOW_SECONDS;
  }

  private long seconds(double amount) {
    return (long) Math.ceil(amount / perSecond);
  }
}
