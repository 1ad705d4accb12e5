package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;

/**
 * Is told what happens; it changes nothing. Called from many threads at once, after the fact is
 * durable, and never allowed to hold anything up: return quickly.
 */
public interface DeliveryListener {
  /** An event was accepted and made this many deliveries. */
  void accepted(OrganizationId organization, EventId event, int deliveries);

  /** An attempt was recorded, and its delivery is in this state now. */
  void attempted(Claim claim, Attempt attempt, DeliveryState state);

  /** A subscription was paused because its receiver is gone. */
  void paused(SubscriptionId subscription, String why);

  /** Something went wrong inside; the work was put back and is tried again. */
  void failed(String what, RuntimeException cause);
}
