package dev.hookcast.core.api;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Shows deliveries with every attempt, and sends them again. Safe for any number of threads. */
public final class Deliveries {
  private final DeliveryStore store;
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  public Deliveries(
      DeliveryStore store, Directory directory, Dispatcher dispatcher, InstantSource clock) {
    this.store = store;
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /** One delivery of the organization, with all its attempts. */
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return store.find(organization, id);
  }

  /** A page of deliveries, the newest first, without headers and bodies. */
  public Page<Delivery> list(DeliveryStore.Query query) {
    return store.list(query);
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
      return new Resent.Refused("subscription_deleted", "Its subscription was deleted.");
    }
    if (!subscription.get().settings().enabled()) {
      return new Resent.Refused(
          "subscription_paused", "Its subscription is paused; resume it first.");
    }
    var now = clock.instant();
    return store
        .resend(organization, id, now)
        .<Resent>map(queued -> queued(queued, now))
        .orElseGet(Resent.Missing::new);
  }

  private Resent queued(Delivery delivery, Instant now) {
    dispatcher.expect(delivery.subscription(), now);
    return new Resent.Queued(delivery);
  }

  /** What became of a resend. */
  public sealed interface Resent {
    /** A manual attempt will be made at once. */
    record Queued(Delivery delivery) implements Resent {}

    /** The organization has no such delivery. */
    record Missing() implements Resent {}

    /** It can't be sent as things stand. */
    record Refused(String code, String why) implements Resent {}
  }
}
