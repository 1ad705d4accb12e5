package dev.hookcast.core.spi;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;

/**
 * One attempt for a sink to make.
 *
 * @param id the delivery's id, the same in every attempt
 * @param attempt which attempt this is, from 1
 * @param logNumber the number under which the attempt will be found in the log
 * @param at the time of this attempt
 * @param recorded the same event as the store keeps it, with its number and its document
 * @param fresh true if it must not go over a connection that was kept from an earlier request
 */
public record Shipment(
    DeliveryId id,
    int attempt,
    long logNumber,
    Instant at,
    Event event,
    RecordedEvent recorded,
    Subscription subscription,
    boolean fresh) {}
