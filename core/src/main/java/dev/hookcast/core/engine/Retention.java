package dev.hookcast.core.engine;

import dev.hookcast.core.spi.EventStore.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long events are kept once they have come in, and entries of the audit log once they are made.
 *
 * @param events how long with all that they led to; for ever if empty
 * @param payloads how long with document and bodies; as long as the event if empty or longer
 * @param audit how long entries of the audit log; for ever if empty
 * @param clockTrusted true if an operator says that the clock is right, however far it has jumped
 */
public record Retention(
    Optional<Duration> events,
    Optional<Duration> payloads,
    Optional<Duration> audit,
    boolean clockTrusted) {
  /** Nothing ever expires. */
  public static final Retention FOREVER = new Retention(Optional.empty(), Optional.empty(), false);

  /** The same with an audit log that is kept for ever. */
  public Retention(Optional<Duration> events, Optional<Duration> payloads, boolean clockTrusted) {
    this(events, payloads, Optional.empty(), clockTrusted);
  }

  boolean forever() {
    return events.isEmpty() && payloads.isEmpty();
  }

  Expiry expiry(Instant now) {
    return new Expiry(before(now, events), before(now, payloads));
  }

  Optional<Instant> auditBefore(Instant now) {
    return audit.map(now::minus);
  }

  private static Instant before(Instant now, Optional<Duration> kept) {
    return kept.map(now::minus).orElse(Instant.MIN);
  }
}
