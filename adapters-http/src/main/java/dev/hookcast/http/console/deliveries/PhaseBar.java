package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.http.console.page.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A phase of an attempt as a page shows it: in words, and as a piece of a bar that stands for all
 * of them, where the one begins that comes next.
 *
 * @param from where the piece begins, in thousandths of the bar
 * @param width how long it is, in thousandths
 */
public record PhaseBar(String name, String took, long from, long width) {
  private static final long WHOLE = 1_000;
  private static final long VISIBLE = 8;

  /** Those that the attempt went through, in their order; none if nothing is known. */
  public static List<PhaseBar> of(Timing timing) {
    double all = Math.max(1, timing.spent().values().stream().mapToLong(Duration::toNanos).sum());
    double gone = 0;
    var bars = new ArrayList<PhaseBar>();
    for (var each : timing.spent().entrySet()) {
      double nanos = each.getValue().toNanos();
      long width = Math.max(VISIBLE, Math.round(nanos * WHOLE / all));
      long from = Math.min(WHOLE - width, Math.round(gone * WHOLE / all));
      bars.add(new PhaseBar(name(each.getKey()), Moment.fine(each.getValue()), from, width));
      gone += nanos;
    }
    return bars;
  }

  private static String name(Phase phase) {
    return switch (phase) {
      case DNS -> "Name look-up";
      case CONNECT -> "Connecting";
      case TLS -> "TLS";
      case SENDING -> "Sending";
      case WAITING -> "Waiting";
      case RECEIVING -> "Receiving";
    };
  }
}
