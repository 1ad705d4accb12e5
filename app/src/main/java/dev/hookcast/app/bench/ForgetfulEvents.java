package dev.hookcast.app.bench;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Acceptance.Made;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Accepts events and keeps nothing of them: what the service costs without a store. Only what is
 * sent at once has a chance to arrive; an event that makes anything wait is refused.
 */
public final class ForgetfulEvents implements EventStore {
  private static final long EPOCH = 1;

  @Override
  public Acceptance accept(List<NewEvent> events) {
    boolean nothingWaits =
        events.stream().flatMap(e -> e.deliveries().stream()).allMatch(NewDelivery::claimed);
    return nothingWaits
        ? new Acceptance.Accepted(events.stream().map(ForgetfulEvents::entry).toList())
        : new Acceptance.Overloaded();
  }

  @Override
  public Optional<RecordedEvent> find(OrganizationId organization, EventId id) {
    return Optional.empty();
  }

  @Override
  public Page<RecordedEvent> list(Query query) {
    return new Page<>(List.of(), Optional.empty());
  }

  @Override
  public boolean expire(Expiry expiry, int limit) {
    return false;
  }

  @Override
  public Optional<Instant> latestTime() {
    return Optional.empty();
  }

  @Override
  public void noteTime(Instant now) {
    // It will be asked for by nobody who believes it.
  }

  private static Entry entry(NewEvent event) {
    var made = event.deliveries().stream().map(d -> new Made(d.id(), d.subscription())).toList();
    var claims =
        event.deliveries().stream()
            .map(d -> Claim.first(d.id(), d.number(), d.subscription(), EPOCH))
            .toList();
    var id = event.record().id();
    return new Entry(id, event.event().source().externalId(), false, made, claims);
  }
}
