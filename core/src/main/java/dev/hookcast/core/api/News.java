package dev.hookcast.core.api;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.spi.AttemptReport;
import java.time.Instant;
import java.util.Optional;

/** Something that has just happened. It holds no payload: many readers may keep it waiting. */
public sealed interface News {
  /**
   * An event was accepted.
   *
   * @param deliveries how many subscriptions wanted it
   */
  record Accepted(
      EventId id,
      Optional<String> externalId,
      EventType type,
      EventStatus status,
      Instant occurredAt,
      Scope scope,
      int deliveries)
      implements News {
    static Accepted of(Event event, int deliveries) {
      return new Accepted(
          event.id(),
          event.source().externalId(),
          event.type(),
          event.status(),
          event.times().occurredAt(),
          event.scope(),
          deliveries);
    }
  }

  /** An attempt was recorded; the report has neither headers nor bodies. */
  record Attempted(AttemptReport report) implements News {}

  /** So many that came before were dropped, because the reader took too long. */
  record Dropped(long count) implements News {}
}
