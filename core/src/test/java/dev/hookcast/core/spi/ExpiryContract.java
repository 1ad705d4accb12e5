package dev.hookcast.core.spi;

import static dev.hookcast.core.spi.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.spi.EventStore.Expiry;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} does with what has expired, and with what hasn't. */
public interface ExpiryContract extends StoreContract {
  /** Everything that came in at noon has expired by then. */
  Instant AFTER = NOON.plusNanos(1);

  @Test
  default void nothingStaysOfAnExpiredEvent() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.DELIVERED);
    long number = given().resent(id, NOON).logNumber().orElseThrow();
    given().settle(given().claimOne(to, NOON), AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
    var event = given().found(id).event();
    expireAll(AFTER, AFTER);
    assertThat(event(event)).isEmpty();
    assertThat(stores().deliveries().find(OrganizationId.DEFAULT, id)).isEmpty();
    assertThat(stores().deliveries().entry(OrganizationId.DEFAULT, number)).isEmpty();
    assertThat(logged(to)).isZero();
  }

  @Test
  default void whatCameInLaterStaysWhole() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    var before = given().found(id);
    var event = event(before.event());
    expireAll(NOON, NOON);
    assertThat(given().found(id)).isEqualTo(before);
    assertThat(event(before.event())).isEqualTo(event);
  }

  @Test
  default void anEventThatWaitsOrIsBeingSentStaysWhole() {
    var to = given().subscription();
    var waiting = given().waiting(to).id();
    var sending = given().sending(to).id();
    var resent = given().ended(to, DeliveryState.DELIVERED);
    given().resend(resent, NOON);
    var all = List.of(given().found(waiting), given().found(sending), given().found(resent));
    expireAll(Instant.MAX, Instant.MAX);
    assertThat(List.of(given().found(waiting), given().found(sending), given().found(resent)))
        .isEqualTo(all);
    assertThat(event(all.getFirst().event()).orElseThrow().payloadExpired()).isFalse();
  }

  @Test
  default void oneDeliveryThatWaitsKeepsTheOthersOfItsEvent() {
    var one = given().subscription();
    var other = given().subscription();
    var claimed = Sample.claimed(stores().ids(), one);
    var deliveries = List.of(claimed, Sample.waiting(stores().ids(), other));
    var entry = accept(NOON, Sample.event("both"), deliveries);
    deliver(entry.claims().getFirst());
    var before = given().found(claimed.id());
    expireAll(AFTER, AFTER);
    assertThat(given().found(claimed.id())).isEqualTo(before);
  }

  @Test
  default void aCancelledDeliveryStaysUntilItsAttemptIsRecorded() {
    var to = given().subscription();
    var claim = given().sending(to);
    stores().deliveries().cancel(to.id());
    expireAll(AFTER, AFTER);
    assertThat(given().found(claim.id()).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(deliver(claim)).isTrue();
    expireAll(AFTER, AFTER);
    assertThat(stores().deliveries().find(OrganizationId.DEFAULT, claim.id())).isEmpty();
  }

  @Test
  default void aPayloadGoesBeforeItsEvent() {
    var to = given().subscription();
    var scope = Scope.NOWHERE.inProject(new Named(Optional.of("p-4"), Optional.of("Quay")));
    var event = Sample.event("kept", new EventType("build.end"), EventStatus.FAILED, scope);
    var made = Sample.claimed(stores().ids(), to);
    deliver(accept(NOON, event, List.of(made)).claims().getFirst());
    var before = given().found(made.id());
    expireAll(Instant.MIN, AFTER);

    var kept = event(event.id()).orElseThrow();
    assertThat(kept.payloadExpired()).isTrue();
    assertThat(kept.document()).isEqualTo(Bytes.EMPTY);
    var remains = kept.remains().orElseThrow();
    assertThat(remains.id()).isEqualTo(event.id());
    assertThat(remains.type()).isEqualTo(event.type());
    assertThat(remains.status()).isEqualTo(event.status());
    assertThat(remains.scope()).isEqualTo(scope);
    assertThat(remains.times().occurredAt()).isEqualTo(NOON);
    var delivery = given().found(made.id());
    assertThat(delivery.payloadExpired()).isTrue();
    assertThat(delivery)
        .usingRecursiveComparison()
        .ignoringFields("payloadExpired", "attempts")
        .isEqualTo(before);
    var exchange = exchange(delivery.attempts().getFirst().exchange());
    var sent = exchange(before.attempts().getFirst().exchange());
    assertThat(exchange.request().body()).isEqualTo(Bytes.EMPTY);
    assertThat(exchange.request().headers()).isEqualTo(sent.request().headers());
    assertThat(exchange.response().orElseThrow().body()).isEqualTo(Bytes.EMPTY);
    assertThat(exchange.response().orElseThrow().status()).isEqualTo(202);
    assertThat(logged(to)).isEqualTo(1);
    expireAll(AFTER, AFTER);
    assertThat(event(event.id())).isEmpty();
  }

  @Test
  default void anEventWithoutItsPayloadIsStillKnownAgain() {
    var event = Sample.arriving(stores().ids(), Sample.event("again"), List.of());
    given().accept(event);
    expireAll(Instant.MIN, AFTER);
    assertThat(given().accept(event).duplicate()).isTrue();
    expireAll(AFTER, AFTER);
    var later = Sample.altered(Sample.arriving(stores().ids(), Sample.event("again"), List.of()));
    assertThat(given().accept(later).duplicate()).isFalse();
  }

  @Test
  default void aKeyIsFreeAgainWhenItsEventHasExpired() {
    var first = Sample.from("convox", "x-1", "key-1", Sample.event("first"));
    var second = Sample.from("convox", "x-1", "key-1", Sample.event("second"));
    accept(NOON, first, List.of());
    assertThat(accept(NOON, Sample.from("convox", "x-1", "key-1", first), List.of()).duplicate())
        .isTrue();
    expireAll(AFTER, AFTER);
    assertThat(accept(NOON, second, List.of()).duplicate()).isFalse();
  }

  @Test
  default void whatHasNoPayloadAnyMoreIsNotResent() {
    var to = given().subscription();
    var id = given().ended(to, DeliveryState.EXHAUSTED);
    expireAll(Instant.MIN, AFTER);
    var before = given().found(id);
    var resend = given().resent(id, NOON);
    assertThat(resend.logNumber()).isEmpty();
    assertThat(resend.delivery()).isEqualTo(before);
    assertThat(given().claim(to, 9, AFTER)).isEmpty();
  }

  @Test
  default void settlingWhatHasExpiredIsLateAndAddsNothing() {
    var to = given().subscription();
    var claim = given().sending(to);
    var document = given().document(claim);
    var attempt = given().attempt(claim, AttemptOutcome.DELIVERED);
    deliver(claim);
    expireAll(AFTER, AFTER);
    var settlement =
        new Settlement(claim, attempt, DeliveryState.DELIVERED, Optional.empty(), 0, document);
    assertThat(stores().deliveries().settle(settlement)).isFalse();
    stores().deliveries().release(List.of(claim));
    assertThat(logged(to)).isZero();
  }

  @Test
  default void aStepRemovesNoMoreThanItMay() {
    for (int i = 0; i < 5; i++) {
      accept(NOON, Sample.event("e" + i), List.of());
    }
    for (int left = 4; left > 0; left--) {
      assertThat(stores().events().expire(new Expiry(AFTER, AFTER), 1)).isTrue();
      assertThat(listed()).hasSize(left);
    }
    expireAll(AFTER, AFTER);
    assertThat(listed()).isEmpty();
  }

  @Test
  default void anEventWithManyDeliveriesGoesInSeveralSteps() {
    var to = given().subscription();
    var deliveries = new ArrayList<NewDelivery>();
    for (int i = 0; i < 23; i++) {
      deliveries.add(Sample.claimed(stores().ids(), to));
    }
    var entry = accept(NOON, Sample.event("wide"), deliveries);
    entry.claims().forEach(this::deliver);
    expireAll(Instant.MIN, AFTER, 5);
    assertThat(deliveries)
        .allSatisfy(d -> assertThat(bodies(given().found(d.id()).attempts())).isZero());
    expireAll(AFTER, AFTER, 5);
    assertThat(logged(to)).isZero();
    assertThat(listed()).isEmpty();
  }

  @Test
  default void aResendBetweenTwoStepsLeavesNothingOfTheNextEventBehind() {
    var to = given().subscription();
    // Made first, so that its number is lower than those of the event that comes before it.
    var next = Sample.claimed(stores().ids(), to);
    var wide = new ArrayList<NewDelivery>();
    for (int i = 0; i < 12; i++) {
      wide.add(Sample.claimed(stores().ids(), to));
    }
    accept(NOON.minusSeconds(1), Sample.event("wide"), wide).claims().forEach(this::deliver);
    deliver(accept(NOON, Sample.event("next"), List.of(next)).claims().getFirst());
    stores().events().expire(new Expiry(Instant.MIN, AFTER), 5);
    stores().deliveries().resend(OrganizationId.DEFAULT, wide.getLast().id(), NOON);
    expireAll(Instant.MIN, AFTER, 5);
    assertThat(given().found(next.id()).payloadExpired()).isTrue();
    assertThat(bodies(given().found(next.id()).attempts())).isZero();
  }

  @Test
  default void deletedOrganizationsGoAndTheirIdsStayTaken() {
    var marina = new OrganizationId("marina");
    stores().organizations().add(marina, "Marina", NOON);
    var to = Sample.subscription(stores().ids(), marina);
    stores().subscriptions().save(to);
    var waiting = List.of(Sample.waiting(stores().ids(), to));
    given().accept(Sample.arriving(stores().ids(), marina, Sample.event("e"), NOON, waiting));
    stores().organizations().delete(marina);
    var later = OrganizationStoreContract.LONG_AFTER;
    for (int steps = 0; stores().organizations().erase(later, 2); steps++) {
      assertThat(steps).isLessThan(100);
    }
    expireAll(Instant.MAX, Instant.MAX);
    assertThat(stores().events().find(marina, new EventId("e"))).isEmpty();
    assertThat(stores().organizations().add(marina, "Marina", NOON)).isEmpty();
    assertThat(stores().organizations().organizations()).hasSize(1);
  }

  @Test
  default void theLatestTimeIsKept() {
    assertThat(stores().events().latestTime()).isEmpty();
    stores().events().noteTime(NOON);
    stores().events().noteTime(NOON.minusSeconds(1));
    assertThat(stores().events().latestTime()).contains(NOON);
    stores().events().noteTime(AFTER);
    assertThat(stores().restarted().events().latestTime()).contains(AFTER);
  }

  @Test
  default void nothingUnfinishedAndNothingYoungerIsEverRemoved() {
    long seed = 20_261;
    var random = new Random(seed);
    var to = given().subscription();
    var published = new ArrayList<Published>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 15; i++) {
        published.add(published(random, to, "r" + round + "-" + i));
      }
      var events = NOON.plus(Duration.ofHours(random.nextInt(200)));
      var payloads = NOON.plus(Duration.ofHours(random.nextInt(200)));
      expireAll(events, payloads, 1 + random.nextInt(9));
      var left = new ArrayList<Published>();
      for (var each : published) {
        var found = event(each.id());
        var as = "seed %d, round %d, %s".formatted(seed, round, each);
        boolean gone = each.ended() && each.at().isBefore(events);
        assertThat(found.isEmpty()).as(as).isEqualTo(gone);
        if (!gone) {
          boolean bare = each.bare() || (each.ended() && each.at().isBefore(payloads));
          assertThat(found.orElseThrow().payloadExpired()).as(as).isEqualTo(bare);
          assertThat(each.deliveries())
              .as(as)
              .allSatisfy(d -> assertThat(given().found(d.id()).payloadExpired()).isEqualTo(bare));
          left.add(new Published(each.id(), each.at(), each.ended(), bare, each.deliveries()));
        }
      }
      published.clear();
      published.addAll(left);
    }
  }

  /** An event that was published, and whether all its deliveries have ended. */
  record Published(
      EventId id, Instant at, boolean ended, boolean bare, List<NewDelivery> deliveries) {}

  private Published published(Random random, Subscription to, String id) {
    var at = NOON.plus(Duration.ofHours(random.nextInt(200)));
    var deliveries = new ArrayList<NewDelivery>();
    int many = random.nextInt(4);
    boolean ended = true;
    for (int i = 0; i < many; i++) {
      boolean waits = random.nextInt(8) == 0;
      ended &= !waits;
      deliveries.add(
          waits ? Sample.waiting(stores().ids(), to) : Sample.claimed(stores().ids(), to));
    }
    var claims = accept(at, Sample.event(id), deliveries).claims();
    for (var claim : claims) {
      boolean hangs = random.nextInt(8) == 0;
      ended &= !hangs;
      if (!hangs) {
        deliver(claim);
      }
    }
    return new Published(new EventId(id), at, ended, false, deliveries);
  }

  private Given given() {
    return new Given(stores());
  }

  private boolean deliver(Claim claim) {
    return given().settle(claim, AttemptOutcome.DELIVERED, DeliveryState.DELIVERED);
  }

  private Acceptance.Entry accept(Instant at, Event event, List<NewDelivery> deliveries) {
    return given()
        .accept(Sample.arriving(stores().ids(), OrganizationId.DEFAULT, event, at, deliveries));
  }

  private Optional<RecordedEvent> event(EventId id) {
    return stores().events().find(OrganizationId.DEFAULT, id);
  }

  private List<RecordedEvent> listed() {
    return stores().events().list(EventListContract.Only.ALL.page(Page.Wanted.first(50))).items();
  }

  private long logged(Subscription to) {
    return stores()
        .deliveries()
        .logged(
            new DeliveryStore.LogQuery(
                OrganizationId.DEFAULT, to.id(), Set.of(), Optional.empty(), 0, 50));
  }

  private static Exchange exchange(Optional<Exchange> exchange) {
    return exchange.orElseThrow();
  }

  private static long bodies(List<Attempt> attempts) {
    return attempts.stream().mapToLong(a -> exchange(a.exchange()).request().body().size()).sum();
  }

  private void expireAll(Instant events, Instant payloads) {
    expireAll(events, payloads, 100);
  }

  private void expireAll(Instant events, Instant payloads, int limit) {
    for (int steps = 0; stores().events().expire(new Expiry(events, payloads), limit); steps++) {
      assertThat(steps).as("steps without an end").isLessThan(10_000);
    }
  }
}
