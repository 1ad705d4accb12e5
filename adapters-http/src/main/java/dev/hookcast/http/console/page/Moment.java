package dev.hookcast.http.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations as pages show them; where there is a script, in the reader's own zone. */
public final class Moment {
  private static final DateTimeFormatter MINUTE = form("uuuu-MM-dd HH:mm 'UTC'");
  private static final DateTimeFormatter SECOND = form("uuuu-MM-dd HH:mm:ss 'UTC'");
  private static final DateTimeFormatter CLOCK = form("HH:mm");
  private static final long SHORT = 10_000;
  private static final double FINE = 100;

  private Moment() {}

  /** To the minute. */
  public static String minute(Instant at) {
    return MINUTE.format(at);
  }

  /** To the second. */
  public static String second(Instant at) {
    return SECOND.format(at);
  }

  /** The time of day alone. */
  public static String clock(Instant at) {
    return CLOCK.format(at);
  }

  /** How long something took: in milliseconds, or in seconds from ten of them on. */
  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis < SHORT ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
  }

  /** The same, to a tenth of a millisecond where that says something. */
  public static String fine(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    return millis < FINE ? String.format(Locale.ROOT, "%.1f ms", millis) : duration(duration);
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
