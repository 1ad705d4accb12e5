package dev.hookcast.core.api;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one organization did, by the minute. For one thread at a time. */
final class Tally {
  private static final int SECONDS = 60;

  private final Map<Long, Count> counts = new LinkedHashMap<>();

  /** What happened in one minute, as it grows. */
  static final class Count {
    private final long[] durations = Durations.none();
    private long accepted;
    private long delivered;
    private long failed;

    void addEvent() {
      accepted++;
    }

    void add(Attempt attempt) {
      if (attempt.outcome() == AttemptOutcome.DELIVERED) {
        delivered++;
      } else {
        failed++;
      }
      durations[Durations.step(attempt.duration())]++;
    }
  }

  /** The number of the minute that this instant is in. */
  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), (long) SECONDS);
  }

  /** The count of the present minute; what is too old is forgotten. */
  Count count(long now) {
    counts.keySet().removeIf(minute -> !lasts(minute, now));
    return counts.computeIfAbsent(now, minute -> new Count());
  }

  /** True if nothing is counted that still matters. */
  boolean silent(long now) {
    return counts.keySet().stream().noneMatch(minute -> lasts(minute, now));
  }

  /** One that lies ahead is of a time before the clock was set back. */
  private static boolean lasts(long minute, long now) {
    return minute > now - Vitals.MINUTES && minute <= now;
  }

  /**
   * The last hour.
   *
   * @param counting since when anything is counted
   */
  Vitals.Pulse pulse(Instant counting, Instant now) {
    var hour = new ArrayList<Vitals.Minute>(Vitals.MINUTES);
    var durations = Durations.none();
    long last = minute(now);
    for (long minute = last - Vitals.MINUTES + 1; minute <= last; minute++) {
      var count = counts.getOrDefault(minute, new Count());
      var at = Instant.ofEpochSecond(minute * SECONDS);
      hour.add(new Vitals.Minute(at, count.accepted, count.delivered, count.failed));
      for (int i = 0; i < durations.length; i++) {
        durations[i] += count.durations[i];
      }
    }
    var first = hour.getFirst().at();
    var since = counting.isAfter(first) && !counting.isAfter(now) ? counting : first;
    return new Vitals.Pulse(since, hour, Durations.of(durations));
  }
}
