package dev.hookcast.core.delivery;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How an attempt's time was spent.
 *
 * @param spent to the microsecond, the phases that the attempt went through, in their order; the
 *     last may have been cut off. A connection that was kept from an earlier request has no
 *     look-up, isn't made and needs no TLS, and an attempt that couldn't connect sends nothing.
 *     Empty if nothing is known
 */
public record Timing(Map<Phase, Duration> spent) {
  /** Nothing is known of it. */
  public static final Timing UNKNOWN = new Timing(Map.of());

  private static final String SEPARATOR = ",";

  public Timing {
    var exact = new EnumMap<Phase, Duration>(Phase.class);
    spent.forEach((phase, took) -> exact.put(phase, took.truncatedTo(ChronoUnit.MICROS)));
    spent = Collections.unmodifiableMap(exact);
  }

  /** What {@link #text} wrote; nothing is known from any other text. */
  public static Timing read(String text) {
    var phases = Phase.values();
    var parts = text.split(SEPARATOR, -1);
    if (parts.length != phases.length) {
      return UNKNOWN;
    }
    var spent = new EnumMap<Phase, Duration>(Phase.class);
    try {
      for (int i = 0; i < parts.length; i++) {
        if (!parts[i].isEmpty()) {
          spent.put(phases[i], Duration.of(Long.parseLong(parts[i]), ChronoUnit.MICROS));
        }
      }
      return new Timing(spent);
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** The form in which it is kept: each phase's microseconds, a comma between two phases. */
  public String text() {
    var text = new StringBuilder(); // no stream: it is written with each attempt
    for (var phase : Phase.values()) {
      if (phase != Phase.DNS) {
        text.append(SEPARATOR);
      }
      if (spent.containsKey(phase)) {
        text.append(micros(phase));
      }
    }
    return text.toString();
  }

  /** True if anything is known of it. */
  public boolean known() {
    return !spent.isEmpty();
  }

  private long micros(Phase phase) {
    return spent.getOrDefault(phase, Duration.ZERO).toNanos() / 1_000;
  }
}
