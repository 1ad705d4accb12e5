package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps that bring stores into the situation that a contract speaks of. */
record Given(Stores stores) {
  /** A minute after noon, when the contracts' first attempts are made. */
  static final Instant LATER = NOON.plusSeconds(60);

  private static final Timing TIMING =
      new Timing(
          Map.of(
              Phase.SENDING, Duration.ofNanos(31_000),
              Phase.WAITING, Duration.ofMillis(12),
              Phase.RECEIVING, Duration.ZERO));

  Subscription subscription() {
    var subscription = Sample.subscription(stores.ids());
    stores.subscriptions().save(subscription);
    return subscription;
  }

  /** A delivery that waits since noon. */
  NewDelivery waiting(Subscription to) {
    return waiting(to, NOON);
  }

  /** A delivery that waits since {@code at}. */
  NewDelivery waiting(Subscription to, Instant at) {
    var delivery = Sample.waiting(stores.ids(), to);
    accept(at, delivery);
    return delivery;
  }

  /** The claim of a delivery that was accepted as claimed. */
  Claim sending(Subscription to) {
    return accept(NOON, Sample.claimed(stores.ids(), to)).claims().getFirst();
  }

  /** The id of a delivery that ended in this state. */
  DeliveryId ended(Subscription to, DeliveryState state) {
    var claim = sending(to);
    settle(claim, outcome(state), state);
    return claim.id();
  }

  Acceptance.Entry accept(Instant at, NewDelivery delivery) {
    var event = Sample.event("for-" + delivery.number());
    return accept(
        Sample.arriving(stores.ids(), OrganizationId.DEFAULT, event, at, List.of(delivery)));
  }

  Acceptance.Entry accept(NewEvent event) {
    return ((Accepted) stores.events().accept(List.of(event))).entries().getFirst();
  }

  List<Claim> claim(Subscription from, int limit, Instant now) {
    return stores.deliveries().claim(List.of(new Demand(from.id(), limit)), now).stream()
        .map(Claim.WithEvent::claim)
        .toList();
  }

  Claim claimOne(Subscription from, Instant now) {
    return claim(from, 1, now).getFirst();
  }

  boolean settle(Claim claim, AttemptOutcome outcome, DeliveryState state) {
    return settle(claim, outcome, state, Optional.empty(), claim.retriesUsed());
  }

  /** Settles as the engine does when the attempt failed and the schedule goes on. */
  boolean settleForRetry(Claim claim, Instant next) {
    return settle(
        claim,
        AttemptOutcome.RETRY,
        DeliveryState.WAITING,
        Optional.of(next),
        claim.retriesUsed() + 1);
  }

  /** Settles as the engine does when a manual attempt failed. */
  boolean settleBack(Claim claim) {
    return settle(
        claim, AttemptOutcome.RETRY, claim.settled(), claim.nextAutomatic(), claim.retriesUsed());
  }

  boolean settle(
      Claim claim,
      AttemptOutcome outcome,
      DeliveryState state,
      Optional<Instant> next,
      int retriesUsed) {
    return stores
        .deliveries()
        .settle(
            new Settlement(
                claim, attempt(claim, outcome), state, next, retriesUsed, document(claim)));
  }

  /** The document of the event that the claim is about. */
  Bytes document(Claim claim) {
    var event = found(claim.id()).event();
    return stores.events().find(OrganizationId.DEFAULT, event).orElseThrow().document();
  }

  Delivery found(DeliveryId id) {
    return stores.deliveries().find(OrganizationId.DEFAULT, id).orElseThrow();
  }

  Delivery resend(DeliveryId id, Instant now) {
    return resent(id, now).delivery();
  }

  DeliveryStore.Resend resent(DeliveryId id, Instant now) {
    return stores.deliveries().resend(OrganizationId.DEFAULT, id, now).orElseThrow();
  }

  /** What the claimant has to record. */
  Attempt attempt(Claim claim, AttemptOutcome outcome) {
    return attempt(claim, outcome, Bytes.utf8("<{}>"));
  }

  Attempt attempt(Claim claim, AttemptOutcome outcome, Bytes requestBody) {
    var request =
        new Request(
            "POST",
            "https://receiver.test/in?a=ü",
            List.of(new Header("X-Twice", "1"), new Header("X-Twice", "2")),
            requestBody);
    var response = new Response(202, List.of(new Header("Server", "tide")), Bytes.utf8("ok"), true);
    return new Attempt(
        claim.attempts() + 1,
        claim.logNumber().orElseGet(() -> stores.ids().next().number()),
        LATER.plusNanos(1),
        claim.trigger(),
        Duration.ofNanos(12_345_678),
        outcome,
        Optional.of(new Exchange(request, Optional.of(response), Optional.empty(), TIMING)));
  }

  private static AttemptOutcome outcome(DeliveryState state) {
    return state == DeliveryState.DELIVERED ? AttemptOutcome.DELIVERED : AttemptOutcome.REFUSED;
  }
}
