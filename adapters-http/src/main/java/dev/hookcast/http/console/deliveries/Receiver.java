package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Frame;
import java.util.Optional;

/**
 * Whom a delivery is for, as far as whoever looks may know.
 *
 * @param subscription empty if it was deleted, or may not be seen
 */
public record Receiver(SubscriptionId id, Optional<Subscription> subscription, String label) {
  private static final int SHORT = 8;

  /** The subscription with this id. */
  public static Receiver of(Frame frame, Subscriptions subscriptions, SubscriptionId id) {
    if (!frame.may(TokenScope.SUBSCRIPTIONS_READ)) {
      return new Receiver(id, Optional.empty(), "…" + tail(id));
    }
    var found = subscriptions.find(frame.organization(), id);
    return new Receiver(
        id,
        found,
        found.map(s -> s.settings().name()).orElseGet(() -> "deleted (…" + tail(id) + ")"));
  }

  private static String tail(SubscriptionId id) {
    return id.value().substring(Math.max(0, id.value().length() - SHORT));
  }
}
