package dev.hookcast.core.spi;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.EventId;
import java.util.List;
import java.util.Optional;

/** What became of events that were to be accepted together. */
public sealed interface Acceptance {
  /** All of them are durable now, or were before. */
  record Accepted(List<Entry> entries) implements Acceptance {
    public Accepted {
      entries = List.copyOf(entries);
    }
  }

  /** The one at this index has the identity of an earlier, different one; nothing was stored. */
  record Conflict(int index, EventId existing) implements Acceptance {}

  /**
   * More waits to be stored than the store has room for; nothing was stored. It is over soon:
   * whoever comes again in a second does no harm.
   */
  record Overloaded() implements Acceptance {}

  /**
   * One event and its deliveries, in the order in which they were made.
   *
   * @param duplicate true if it had been accepted before; then nothing was added
   * @param claims the claims of those deliveries that this node sends at once
   */
  record Entry(
      EventId id,
      Optional<String> externalId,
      boolean duplicate,
      List<Made> deliveries,
      List<Claim> claims) {
    public Entry {
      deliveries = List.copyOf(deliveries);
      claims = List.copyOf(claims);
    }
  }

  /** A delivery that exists. */
  record Made(DeliveryId id, SubscriptionId subscription) {}
}
