package dev.hookcast.http.console.subscriptions;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Spans of time as people write them, such as {@code 90s}, {@code 5m}, {@code 2h}, {@code 1d}. */
final class Spans {
  private static final Pattern SHORT =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,3}))?\\s*(ms|s|m|min|h|d)");

  private Spans() {}

  /** The same as ISO 8601 has it; what isn't understood stays, for the core to complain of. */
  static String iso(String text) {
    var matcher = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return text.strip();
    }
    var number = Double.parseDouble(text.strip().replaceAll("[^0-9.]", ""));
    return Duration.ofMillis(Math.round(number * millis(matcher.group(3)))).toString();
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m", "min" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  /** An ISO 8601 span in short; what isn't one stays. */
  static String shortened(String iso) {
    try {
      return shortened(Duration.parse(iso));
    } catch (DateTimeException e) {
      return iso;
    }
  }

  /** A span in the largest unit that says it without a remainder. */
  static String shortened(Duration span) {
    long millis = span.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    if (millis % 60_000 != 0 || millis == 0) {
      return millis / 1_000 + "s";
    }
    if (millis % 3_600_000 != 0) {
      return millis / 60_000 + "m";
    }
    return millis % 86_400_000 == 0 ? millis / 86_400_000 + "d" : millis / 3_600_000 + "h";
  }
}
