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
    Source source) {
  /** The same as it came from elsewhere. */
  public Event from(Source other) {
    return new Event(id, type, status, times, scope, details, other);
  }
}
