package dev.hookcast.core;

import static java.time.ZoneOffset.UTC;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads times as RFC 3339 writes them, and nothing else: {@link java.time} alone would take years
 * of five digits, times without seconds and offsets without minutes, which others refuse.
 */
public final class Rfc3339 {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:)([0-9]{2})(\\.[0-9]{1,9})?"
              + "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))");
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final String LEAP_SECOND = "60";

  private Rfc3339() {}

  /**
   * The instant, if the text is a time of the years 0000 to 9999 in UTC. A leap second, at the end
   * of June or December only, counts as the last millisecond before it.
   */
  public static Optional<Instant> parse(String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      boolean leap = parts.group(3).equals(LEAP_SECOND);
      var instant = leap ? leapSecond(parts) : at(parts, parts.group(3) + fraction(parts));
      return instant.filter(i -> !i.isBefore(FIRST) && i.isBefore(BEHIND_LAST));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> leapSecond(MatchResult parts) {
    return at(parts, "59.999").filter(Rfc3339::endsHalfAYear);
  }

  private static boolean endsHalfAYear(Instant instant) {
    var next = instant.plusMillis(1).atOffset(UTC);
    boolean midnight = next.toLocalTime().toSecondOfDay() == 0;
    return midnight && next.getDayOfMonth() == 1 && next.getMonthValue() % 6 == 1;
  }

  private static Optional<Instant> at(MatchResult parts, String seconds) {
    var local = LocalDateTime.parse(parts.group(1) + "T" + parts.group(2) + seconds);
    return Optional.of(local.toInstant(UTC).minus(offset(parts)));
  }

  /** By hand: {@link java.time.ZoneOffset} ends at 18 hours, RFC 3339 at 23:59. */
  private static Duration offset(MatchResult parts) {
    if (parts.group(5) == null) {
      return Duration.ZERO;
    }
    var offset =
        Duration.ofHours(Integer.parseInt(parts.group(6)))
            .plusMinutes(Integer.parseInt(parts.group(7)));
    return parts.group(5).equals("-") ? offset.negated() : offset;
  }

  private static String fraction(MatchResult parts) {
    return Objects.requireNonNullElse(parts.group(4), "");
  }
}
