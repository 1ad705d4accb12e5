package dev.hookcast.core.api;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.engine.EventReader;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.Page;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows deliveries with every attempt, and sends them again. Safe for any number of threads. */
public final class Deliveries {
  private final DeliveryStore store;
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final EventReader reader;
  private final InstantSource clock;
  private final Trail trail;

  Deliveries(
      DeliveryStore store,
      Directory directory,
      Dispatcher dispatcher,
      EventReader reader,
      InstantSource clock,
      Trail trail) {
    this.store = store;
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.reader = reader;
    this.clock = clock;
    this.trail = trail;
  }

  /** The same in the name of this author: the audit log tells of it. */
  public Deliveries by(Author author) {
    return new Deliveries(store, directory, dispatcher, reader, clock, trail.by(author));
  }

  /** One delivery of the organization, with all its attempts. */
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return store.find(organization, id);
  }

  /** A page of deliveries, the newest first, without headers and bodies. */
  public Page<Delivery> list(DeliveryStore.Query query) {
    return store.list(query);
  }

  /** How many of the organization's deliveries wait; as many as the limit if there are more. */
  public int waiting(OrganizationId organization, int limit) {
    return store.waiting(organization, limit);
  }

  /** A part of a subscription's log, the newest first, without headers and bodies. */
  public List<LoggedEvent> log(DeliveryStore.LogQuery query) {
    return store.log(query).stream().map(this::understood).toList();
  }

  /** How many entries of a subscription's log are wanted, without regard to offset and limit. */
  public long logged(DeliveryStore.LogQuery query) {
    return store.logged(query);
  }

  /** One entry of the organization's logs, whole. */
  public Optional<LoggedEvent> entry(OrganizationId organization, long number) {
    return store.entry(organization, number).map(this::understood);
  }

  /** Sends a delivery once more, now, whatever became of it before. */
  public Resent resend(OrganizationId organization, DeliveryId id) {
    var found = store.find(organization, id);
    if (found.isEmpty()) {
      return new Resent.Missing();
    }
    var delivery = found.get();
    var subscription = directory.find(delivery.subscription());
    if (subscription.isEmpty() || delivery.state() == DeliveryState.CANCELLED) {
      return deleted();
    }
    if (delivery.payloadExpired()) {
      return expired();
    }
    if (!subscription.get().settings().enabled()) {
      return new Resent.Refused(
          "subscription_paused", "Its subscription is paused; resume it first.");
    }
    var now = clock.instant();
    return store
        .resend(organization, id, now, trail.resent(delivery))
        .map(this::resent)
        .orElseGet(Resent.Missing::new);
  }

  private static Resent.Refused deleted() {
    return new Resent.Refused("subscription_deleted", "Its subscription was deleted.");
  }

  private static Resent.Expired expired() {
    return new Resent.Expired("Its payload has expired, so there is nothing left to send.");
  }

  /** It may have been deleted since it was looked at, or have expired. */
  private Resent resent(DeliveryStore.Resend resend) {
    return resend
        .logNumber()
        .<Resent>map(number -> queued(resend.delivery(), number))
        .orElseGet(() -> resend.delivery().payloadExpired() ? expired() : deleted());
  }

  private Resent.Queued queued(Delivery delivery, long logNumber) {
    dispatcher.expect(delivery.subscription());
    return new Resent.Queued(delivery, logNumber);
  }

  private LoggedEvent understood(LogEntry entry) {
    return new LoggedEvent(entry, reader.read(entry.event()));
  }

  /** What became of a resend. */
  public sealed interface Resent {
    /** A manual attempt will be made at once; it stands in the log under this number already. */
    record Queued(Delivery delivery, long logNumber) implements Resent {}

    /** The organization has no such delivery. */
    record Missing() implements Resent {}

    /** There is nothing left to send, and never will be. */
    record Expired(String why) implements Resent {}

    /** It can't be sent as things stand. */
    record Refused(String code, String why) implements Resent {}
  }
}
