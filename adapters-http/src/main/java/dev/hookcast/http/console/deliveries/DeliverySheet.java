package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.sink.WebhookSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that a delivery's page shows.
 *
 * @param latest its latest attempts, the newest first, with headers and bodies
 * @param earlier those before, the newest first, which may be many
 */
record DeliverySheet(
    DeliveryRow row, Optional<Duration> timeout, List<Try> latest, List<Attempt> earlier) {
  private static final int WHOLE = 15;

  DeliverySheet {
    latest = List.copyOf(latest);
    earlier = List.copyOf(earlier);
  }

  static DeliverySheet of(DeliveryRow row) {
    var attempts = row.delivery().attempts().reversed();
    int whole = Math.min(WHOLE, attempts.size());
    var timeout = row.receiver().subscription().flatMap(s -> WebhookSink.timeout(s.settings()));
    return new DeliverySheet(
        row,
        timeout,
        attempts.subList(0, whole).stream().map(a -> Try.of(a, timeout)).toList(),
        attempts.subList(whole, attempts.size()));
  }

  Delivery delivery() {
    return row.delivery();
  }

  Optional<Subscription> subscription() {
    return row.receiver().subscription();
  }

  String story() {
    return DeliveryWords.story(delivery(), subscription());
  }

  /** True while something happens to it by itself. */
  boolean live() {
    return delivery().state() == DeliveryState.WAITING
        || delivery().state() == DeliveryState.SENDING;
  }

  /** How many automatic attempts there were, and how many its schedule has today. */
  String progress() {
    long made =
        delivery().attempts().stream().filter(a -> a.trigger() == Trigger.AUTOMATIC).count();
    return subscription()
        .map(s -> made + " of up to " + (s.settings().retry().schedule().size() + 1))
        .orElseGet(() -> Long.toString(made));
  }

  /** What keeps it from being sent again; empty if nothing does. */
  String obstacle() {
    if (delivery().state() == DeliveryState.CANCELLED) {
      return "Its subscription was deleted, so it can't be sent again.";
    }
    return delivery().payloadExpired()
        ? "Its payload has expired, so there is nothing left to send."
        : "";
  }
}
