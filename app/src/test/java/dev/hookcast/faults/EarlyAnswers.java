package dev.hookcast.faults;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Acceptance.Made;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What many a service does: it says that it has an event, and stores it a little later. */
record EarlyAnswers(EventStore inner) implements EventStore {
  private static final long LATER_NANOS = 100_000_000;

  @Override
  public Acceptance accept(List<NewEvent> events) {
    Thread.startVirtualThread(
        () -> {
          LockSupport.parkNanos(LATER_NANOS);
          inner.accept(events.stream().map(EarlyAnswers::unclaimed).toList());
        });
    return new Acceptance.Accepted(events.stream().map(EarlyAnswers::promised).toList());
  }

  private static NewEvent unclaimed(NewEvent event) {
    return new NewEvent(
        event.record(),
        event.event(),
        event.digest(),
        event.deliveries().stream()
            .map(d -> new NewEvent.NewDelivery(d.id(), d.number(), d.subscription(), false))
            .toList());
  }

  private static Entry promised(NewEvent event) {
    var made = event.deliveries().stream().map(d -> new Made(d.id(), d.subscription())).toList();
    return new Entry(event.record().id(), Optional.empty(), false, made, List.of());
  }

  @Override
  public Optional<RecordedEvent> find(OrganizationId organization, EventId id) {
    return inner.find(organization, id);
  }

  @Override
  public Page<RecordedEvent> list(Query query) {
    return inner.list(query);
  }

  @Override
  public boolean expire(Expiry expiry, int limit) {
    return inner.expire(expiry, limit);
  }

  @Override
  public Optional<Instant> latestTime() {
    return inner.latestTime();
  }

  @Override
  public void noteTime(Instant now) {
    inner.noteTime(now);
  }
}
