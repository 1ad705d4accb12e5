package dev.hookcast.core.spi;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Delivery;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of a subscription's log: an attempt, or what will be one.
 *
 * @param number unique in the installation; it stays when the attempt is made
 * @param createdAt when the delivery was made, or the resend asked for; otherwise the attempt's
 *     time
 * @param delivery as it stands, without its attempts
 * @param attempt empty as long as none was made under this number
 */
public record LogEntry(
    long number,
    Instant createdAt,
    Delivery delivery,
    Optional<Attempt> attempt,
    RecordedEvent event) {}
