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
   * claims under this node's epoch; if that has ended, they wait instead, and don't come back. When
   * this returns {@code Accepted}, a crash or a power cut loses nothing of it. What a store has no
   * room to keep waiting is refused as {@code Overloaded} before any work is done.
   */
  Acceptance accept(List<NewEvent> events);

  /** One event; another organization's is as absent as a missing one. */
  Optional<RecordedEvent> find(OrganizationId organization, EventId id);

  /** A page of an organization's events, the newest first. */
  Page<RecordedEvent> list(Query query);

  /**
   * Removes a part of what has expired, and returns whether there may be more of it.
   *
   * <p>Of an event that came in before {@code expiry.events()} nothing stays, its idempotency key,
   * deliveries and attempts included; of one that came in before {@code expiry.payloads()} the
   * document goes, and the bodies of its attempts. An event with a delivery that waits or is being
   * sent stays whole. What was deleted and isn't referred to any more goes too, but an
   * organization's id stays taken.
   *
   * @param limit how many rows may be changed, roughly: a step for the price of a small write
   */
  boolean expire(Expiry expiry, int limit);

  /** The latest time that was ever noted here; nothing in a new store. */
  Optional<Instant> latestTime();

  /** Notes what time it is; an earlier one than the latest changes nothing. */
  void noteTime(Instant now);

  /**
   * What has expired.
   *
   * @param events events that came in before this
   * @param payloads events of which the payload has expired, those that came in before this
   */
  record Expiry(Instant events, Instant payloads) {}

  /**
   * Which events are wanted. All restrictions have to be met. What came in while a clock was more
   * than ten minutes off may be missing from a period.
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
