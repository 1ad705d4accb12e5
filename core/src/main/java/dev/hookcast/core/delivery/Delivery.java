package dev.hookcast.core.delivery;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.EventId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event for one subscription, as it can be read.
 *
 * @param number unique in the installation
 * @param nextAttemptAt when it is due, if it waits
 * @param payloadExpired true once its event's document and the bodies of its attempts are gone
 * @param attempts oldest first
 */
public record Delivery(
    DeliveryId id,
    long number,
    OrganizationId organization,
    EventId event,
    SubscriptionId subscription,
    DeliveryState state,
    Instant createdAt,
    Optional<Instant> nextAttemptAt,
    boolean payloadExpired,
    List<Attempt> attempts) {
  public Delivery {
    attempts = List.copyOf(attempts);
  }
}
