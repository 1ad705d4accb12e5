package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.event.Event;
import java.time.Instant;
import java.util.List;

/**
 * An event about to be accepted, with the deliveries that it makes.
 *
 * @param record what is kept of it; its id is {@code event}'s
 * @param event the same, understood; the store files it by these properties
 * @param digest the SHA-256 of what the publisher sent, to tell a repetition from a conflict; empty
 *     if nothing identifies it, so that it can't be repeated
 * @param dueAt when its deliveries are due: now, by the time that only what is due is measured by
 */
public record NewEvent(
    RecordedEvent record, Event event, Bytes digest, List<NewDelivery> deliveries, Instant dueAt) {
  public NewEvent {
    deliveries = List.copyOf(deliveries);
  }

  /** One whose deliveries are due when it came in. */
  public NewEvent(RecordedEvent record, Event event, Bytes digest, List<NewDelivery> deliveries) {
    this(record, event, digest, deliveries, record.receivedAt());
  }

  /**
   * A delivery that the event makes.
   *
   * @param claimed true if this node sends it at once: it starts as {@code sending} under this
   *     node's claim; otherwise as {@code waiting}, due now
   */
  public record NewDelivery(
      DeliveryId id, long number, SubscriptionId subscription, boolean claimed) {
    /** The same, left to whoever claims it. */
    public NewDelivery waiting() {
      return new NewDelivery(id, number, subscription, false);
    }
  }
}
