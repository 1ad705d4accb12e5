package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.event.EventType;
import java.util.Optional;

/**
 * A delivery in a list.
 *
 * @param type of its event, if that is still known
 */
public record DeliveryRow(Delivery delivery, Optional<EventType> type, Receiver receiver) {}
