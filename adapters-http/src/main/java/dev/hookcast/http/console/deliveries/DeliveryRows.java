package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventType;
import dev.hookcast.http.console.page.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a list of deliveries shows beside them; each thing once. For one thread. */
public final class DeliveryRows {
  private final Hookcast core;
  private final Frame frame;
  private final Map<EventId, Optional<EventType>> types = new HashMap<>();
  private final Map<SubscriptionId, Receiver> receivers = new HashMap<>();

  public DeliveryRows(Hookcast core, Frame frame) {
    this.core = core;
    this.frame = frame;
  }

  /** The rows of these deliveries. */
  public List<DeliveryRow> of(List<Delivery> deliveries) {
    return deliveries.stream().map(this::of).toList();
  }

  /** The row of one. */
  public DeliveryRow of(Delivery delivery) {
    return new DeliveryRow(
        delivery,
        types.computeIfAbsent(delivery.event(), this::type),
        receivers.computeIfAbsent(delivery.subscription(), this::receiver));
  }

  private Optional<EventType> type(EventId id) {
    return core.publishing().find(frame.organization(), id).map(found -> found.event().type());
  }

  private Receiver receiver(SubscriptionId id) {
    return Receiver.of(frame, core.subscriptions(), id);
  }
}
