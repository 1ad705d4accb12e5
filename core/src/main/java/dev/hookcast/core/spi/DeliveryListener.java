package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;

/**
 * Is told what happens; it changes nothing. Called from many threads at once, after the fact is
 * durable, and never allowed to hold anything up: return quickly.
 */
public interface DeliveryListener {
  /** An event was accepted and made this many deliveries. */
  void accepted(OrganizationId organization, Event event, int deliveries);

  /** An attempt was recorded; one that is late changed nothing. */
  void attempted(AttemptReport report);

  /** A subscription was paused because its receiver is gone. */
  void paused(SubscriptionId subscription, String why);

  /** Something is odd, and nothing is lost; somebody should look at it. */
  void warned(String what);

  /** Something went wrong inside; the work was put back and is tried again. */
  void failed(String what, RuntimeException cause);
}
