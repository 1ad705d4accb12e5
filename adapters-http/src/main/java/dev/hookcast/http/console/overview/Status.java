package dev.hookcast.http.console.overview;

import dev.hookcast.core.api.Vitals.Pulse;
import dev.hookcast.http.console.page.Moment;
import java.util.List;
import java.util.Locale;

/**
 * All that the overview shows.
 *
 * @param waiting how many deliveries wait, up to {@link #COUNTED}
 * @param attention what needs it; as much as a page holds
 * @param unsaid how much more there is of that
 */
record Status(Pulse pulse, int waiting, List<Attention> attention, int unsaid, Steps steps) {
  /** How far waiting deliveries are counted. */
  static final int COUNTED = 10_000;

  private static final String NONE = "–";
  private static final double WHOLE = 100;
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.95;

  Status {
    attention = List.copyOf(attention);
  }

  /** How far somebody who is new here has come. */
  record Steps(boolean subscribed, boolean published, boolean delivered) {
    boolean done() {
      return subscribed && published && delivered;
    }
  }

  Chart chart() {
    return Chart.of(pulse.minutes());
  }

  /** The share of attempts that arrived, in percent. */
  String success() {
    long all = pulse.delivered() + pulse.failed();
    return all == 0
        ? NONE
        : String.format(
            Locale.ROOT, "%.1f %%", Math.floor(pulse.delivered() * WHOLE * 10 / all) / 10);
  }

  String median() {
    return within(HALF);
  }

  String slow() {
    return within(NEARLY_ALL);
  }

  String waitingText() {
    return waiting < COUNTED ? number(waiting) : number(COUNTED) + " or more";
  }

  /** A number as people read it. */
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String within(double share) {
    return pulse.durations().within(share).map(Moment::duration).map(t -> "≤ " + t).orElse(NONE);
  }
}
