package dev.hookcast.core.event;

import java.time.Instant;

/**
 * What Hookcast adds to a document when it comes in. A document and its arrival give the same event
 * each time they are read.
 *
 * @param id the id for an event whose document names none of its own
 */
public record Arrival(EventId id, Instant at) {}
