package dev.hookcast.http.console.events;

import dev.hookcast.core.api.Explained;
import dev.hookcast.core.api.Explanation;
import dev.hookcast.core.api.PublishedEvent;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.http.console.deliveries.DeliveryRow;
import dev.hookcast.http.console.page.PrettyJson;
import java.util.List;

/**
 * All that an event's page shows.
 *
 * @param verdicts those who wanted it first; as many as a page holds
 * @param unsaid how many verdicts there are besides
 * @param more true if it made more deliveries than these
 */
record EventSheet(
    PublishedEvent published,
    List<Explanation> verdicts,
    int unsaid,
    List<DeliveryRow> deliveries,
    boolean more) {
  private static final int SAID = 200;
  private static final int LONGEST = 100_000;

  EventSheet {
    verdicts = List.copyOf(verdicts);
    deliveries = List.copyOf(deliveries);
  }

  static EventSheet of(
      PublishedEvent published, Explained explained, List<DeliveryRow> deliveries, boolean more) {
    var all =
        switch (explained) {
          case Explained.Verdicts verdicts -> verdicts.list();
          case Explained.Missing missing -> List.<Explanation>of();
          case Explained.PayloadExpired expired -> List.<Explanation>of();
        };
    // Stable: among themselves the newest subscriptions stay first.
    var sorted = all.stream().sorted((a, b) -> Boolean.compare(wanted(b), wanted(a))).toList();
    int said = Math.min(SAID, sorted.size());
    return new EventSheet(
        published, sorted.subList(0, said), sorted.size() - said, deliveries, more);
  }

  static boolean wanted(Explanation explanation) {
    return switch (explanation.verdict()) {
      case Verdict.Matched matched -> true;
      case Verdict.Skipped skipped -> false;
    };
  }

  boolean expired() {
    return published.recorded().payloadExpired();
  }

  /** True while something may still happen with it. */
  boolean live() {
    return deliveries.stream()
        .anyMatch(
            row ->
                switch (row.delivery().state()) {
                  case WAITING, SENDING -> true;
                  case DELIVERED, EXHAUSTED, CANCELLED -> false;
                });
  }

  /** The document that came in, as people read it; its beginning, if it is very long. */
  String document() {
    var bytes = published.recorded().document();
    var text = PrettyJson.of(bytes).orElseGet(bytes::text);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
