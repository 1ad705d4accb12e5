package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps events. Safe for any number of threads; every method blocks until it is done and throws
 * {@link StoreFailure} if the store can't do its work.
 */
public interface EventStore {
  /**
   * Makes events and their deliveries durable, all or none. An event whose id or idempotency key is
   * known in its organization, with the same digest, is a duplicate and adds nothing. With another
   * digest it is a conflict and nothing at all is stored. Deliveries marked as claimed come back as
   * claims under this node's epoch. When this returns {@code Accepted}, a crash or a power cut
   * loses nothing of it. What a store has no room to keep waiting is refused as {@code Overloaded}
   * before any work is done.
   */
  Acceptance accept(List<NewEvent> events);

  /** One event; another organization's is as absent as a missing one. */
  Optional<RecordedEvent> find(OrganizationId organization, EventId id);

  /** A page of an organization's events, the newest first. */
  Page<RecordedEvent> list(Query query);

  /**
   * Which events are wanted. All restrictions have to be met.
   *
   * @param project an id or a name, exactly
   * @param environment an id, a name or a machine name, exactly
   * @param since the earliest time of arrival, included
   * @param until the latest time of arrival, excluded
   */
  record Query(
      OrganizationId organization,
      Optional<EventType> type,
      Optional<EventStatus> status,
      Optional<String> project,
      Optional<String> environment,
      Optional<Instant> since,
      Optional<Instant> until,
      Page.Wanted page) {}
}
