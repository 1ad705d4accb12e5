package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.DeliveryState;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a claim: what the attempt was, and where the delivery stands after it.
 *
 * @param state waiting, delivered or exhausted
 * @param nextAttemptAt when it is due again, if it waits
 * @param retriesUsed how many waits of the schedule are behind now
 * @param document the event's document; a request body that holds it is kept as a reference to it
 */
public record Settlement(
    Claim claim,
    Attempt attempt,
    DeliveryState state,
    Optional<Instant> nextAttemptAt,
    int retriesUsed,
    Bytes document) {}
