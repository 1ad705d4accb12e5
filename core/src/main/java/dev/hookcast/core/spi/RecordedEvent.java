package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.EventId;
import java.time.Instant;

/**
 * An event as the store keeps it: the document that came in, and what was added on arrival.
 *
 * @param number unique in the installation
 * @param dialect the dialect that reads the document, or {@code hookcast} for the native form
 */
public record RecordedEvent(
    EventId id,
    long number,
    OrganizationId organization,
    String dialect,
    Bytes document,
    Instant receivedAt) {}
