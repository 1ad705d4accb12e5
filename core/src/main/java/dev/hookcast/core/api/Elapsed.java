package dev.hookcast.core.api;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as people say it. */
public final class Elapsed {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TWO_DAYS = Duration.ofDays(2);

  private Elapsed() {}

  /** Such as {@code 3 minutes ago}; the future, as another clock may have it, is just now. */
  public static String words(Instant since, Instant now) {
    var elapsed = Duration.between(since, now);
    if (elapsed.compareTo(MINUTE) < 0) {
      return "just now";
    }
    if (elapsed.compareTo(HOUR) < 0) {
      return words(elapsed.toMinutes(), "minute");
    }
    return elapsed.compareTo(TWO_DAYS) < 0
        ? words(elapsed.toHours(), "hour")
        : words(elapsed.toDays(), "day");
  }

  private static String words(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s") + " ago";
  }
}
