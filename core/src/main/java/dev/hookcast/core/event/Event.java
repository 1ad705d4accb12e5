package dev.hookcast.core.event;

/**
 * Something that happened on a platform. Immutable; everything about it was known when it came in.
 */
public record Event(
    EventId id,
    EventType type,
    EventStatus status,
    Times times,
    Scope scope,
    Details details,
    Source source) {}
