package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as the store keeps it: the document that came in, and what was added on arrival.
 *
 * @param number unique in the installation
 * @param dialect the dialect that reads the document, or {@code hookcast} for the native form
 * @param document empty once the payload has expired
 * @param remains what is still known of the event then: id, type, status, project, external id, and
 *     the arrival as its time
 */
public record RecordedEvent(
    EventId id,
    long number,
    OrganizationId organization,
    String dialect,
    Bytes document,
    Instant receivedAt,
    Optional<Event> remains) {
  /** One whose document is there. */
  public RecordedEvent(
      EventId id,
      long number,
      OrganizationId organization,
      String dialect,
      Bytes document,
      Instant receivedAt) {
    this(id, number, organization, dialect, document, receivedAt, Optional.empty());
  }

  /** True once the document is gone. */
  public boolean payloadExpired() {
    return remains.isPresent();
  }
}
