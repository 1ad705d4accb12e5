package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An event's way from publishing to its last attempt, step by step on a clock that stands still.
 */
class DeliveringTest {
  private static final String DEPLOY = "{\"type\":\"environment.deploy\"}";
  private static final String TWO_RETRIES =
      "{\"retry\":{\"schedule\":[\"PT10S\",\"PT20S\"],\"jitter\":0}}";

  private final TestHookcast it = new TestHookcast();

  @Test
  void anEventReachesEachSubscriptionThatWantsItOnce() {
    var all = it.subscribe("{}");
    var deploys = it.subscribe("{\"filter\":{\"events\":[\"environment.deploy\"]}}");
    it.subscribe("{\"filter\":{\"events\":[\"build.create\"]}}");

    var entry = it.publish(DEPLOY);

    assertThat(entry.deliveries())
        .extracting(Acceptance.Made::subscription)
        .containsExactlyInAnyOrder(all.id(), deploys.id());
    assertThat(it.run()).isEqualTo(2);
    assertThat(it.run()).isZero();
  }

  @Test
  void whatLeadsToOneDestinationWaitsForAPlaceThereAndATestDoesNot() {
    var capped = new TestHookcast(new Window(100, 1 << 20, 2));
    capped.sink.leadTo("quay.test:443");
    var one = capped.subscribe("{}");
    for (int i = 0; i < 4; i++) {
      capped.subscribe("{}");
    }
    capped.publish(DEPLOY);
    capped.hookcast.runOnce();
    assertThat(capped.tasks).hasSize(2);

    var trial = capped.hookcast.trials().test(TestHookcast.ORG, one.id(), EventType.DEPLOY);
    assertThat(trial.orElseThrow().attempt().outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(capped.tasks).as("the test took no place").hasSize(2);
    assertThat(capped.run()).isEqualTo(5);
  }

  @Test
  void aSinkThatFailsToSayWhereItLeadsIsNotCapped() {
    var broken = new TestHookcast(new Window(100, 1 << 20, 1));
    broken.sink.leadTo(
        () -> {
          throw new IllegalStateException("no idea");
        });
    for (int i = 0; i < 3; i++) {
      broken.subscribe("{}");
    }
    broken.publish(DEPLOY);
    assertThat(broken.run()).isEqualTo(3);
    assertThat(broken.listener.lines()).anyMatch(line -> line.contains("threw, as no sink should"));
  }

  @Test
  void aShipmentHoldsItsEventAsItIsKept() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    it.run();

    var kept = it.hookcast.publishing().find(TestHookcast.ORG, entry.id()).orElseThrow();
    assertThat(it.sink.shipments().getFirst().recorded()).isEqualTo(kept.recorded());
  }

  @Test
  void aFirstAttemptIsClaimedWithItsAcceptance() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);

    assertThat(entry.claims()).hasSize(1);
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.SENDING);
  }

  @Test
  void aFailureIsTriedAgainWhenItsWaitIsOverAndNotBefore() {
    it.subscribe(TWO_RETRIES);
    fail();
    var entry = it.publish(DEPLOY);
    it.run();

    assertThat(it.delivery(entry).nextAttemptAt())
        .contains(it.clock.instant().plus(Duration.ofSeconds(10)));
    it.clock.advance(Duration.ofMillis(9_999));
    assertThat(it.run()).isZero();
    it.clock.advance(Duration.ofMillis(1));
    assertThat(it.run()).isEqualTo(1);
  }

  @Test
  void aReceiverThatRecoversGetsItsDelivery() {
    it.subscribe(TWO_RETRIES);
    fail();
    var entry = it.publish(DEPLOY);
    it.run();
    it.clock.advance(Duration.ofSeconds(10));
    it.sink.answer(new Outcome.Delivered("well again"));
    it.run();

    var delivery = it.delivery(entry);
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempts()).extracting(a -> a.number()).containsExactly(1, 2);
    assertThat(delivery.attempts())
        .extracting(a -> a.outcome())
        .containsExactly(AttemptOutcome.RETRY, AttemptOutcome.DELIVERED);
  }

  @Test
  void aReceiverThatRefusesForEverEndsAsExhausted() {
    it.subscribe(TWO_RETRIES);
    fail();
    var entry = it.publish(DEPLOY);
    it.run();
    for (int i = 0; i < 5; i++) {
      it.clock.advance(Duration.ofMinutes(1));
      it.run();
    }

    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.EXHAUSTED);
    assertThat(it.delivery(entry).attempts()).hasSize(3);
  }

  @Test
  void theWebhookIdIsTheSameInEveryAttempt() {
    it.subscribe(TWO_RETRIES);
    fail();
    it.publish(DEPLOY);
    it.run();
    it.clock.advance(Duration.ofSeconds(10));
    it.run();

    assertThat(it.sink.shipments()).extracting(s -> s.attempt()).containsExactly(1, 2);
    assertThat(it.sink.shipments())
        .extracting(s -> s.id())
        .containsOnly(it.sink.shipments().getFirst().id());
    assertThat(it.sink.shipments()).extracting(s -> s.logNumber()).doesNotHaveDuplicates();
  }

  @Test
  void aResendIsAManualAttemptOfTheSameDelivery() {
    it.subscribe("{\"retry\":{\"schedule\":[],\"jitter\":0}}");
    fail();
    var entry = it.publish(DEPLOY);
    it.run();
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.EXHAUSTED);

    it.sink.answer(new Outcome.Delivered("well again"));
    resend(entry);
    it.run();

    var delivery = it.delivery(entry);
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(a -> a.trigger())
        .containsExactly(Trigger.AUTOMATIC, Trigger.MANUAL);
  }

  @Test
  void aFailedResendLeavesTheScheduleAlive() {
    it.subscribe(TWO_RETRIES);
    fail();
    var entry = it.publish(DEPLOY);
    it.run();
    var planned = it.delivery(entry).nextAttemptAt();
    it.clock.advance(Duration.ofSeconds(3));
    resend(entry);
    assertThat(it.run()).isEqualTo(1);

    assertThat(it.delivery(entry).nextAttemptAt()).isEqualTo(planned);
    it.clock.advance(Duration.ofSeconds(7));
    assertThat(it.run()).isEqualTo(1);
    assertThat(it.delivery(entry).nextAttemptAt())
        .contains(it.clock.instant().plus(Duration.ofSeconds(20)));
  }

  @Test
  void aFailedResendTakesNothingBackFromWhatHadArrived() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    it.run();
    fail();
    resend(entry);
    it.run();

    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(it.delivery(entry).attempts()).hasSize(2);
  }

  @Test
  void twoResendsAreTwoAttempts() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    it.run();
    resend(entry);
    resend(entry);

    assertThat(it.run()).isEqualTo(2);
  }

  @Test
  void aReceiverThatIsGoneIsPausedWithTheReason() {
    var subscription = it.subscribe(TWO_RETRIES);
    it.sink.answer(new Outcome.Gone("the receiver answered 410 Gone"));
    var entry = it.publish(DEPLOY);
    it.run();

    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.EXHAUSTED);
    var paused =
        it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id()).orElseThrow();
    assertThat(paused.settings().enabled()).isFalse();
    assertThat(paused.pausedBecause()).contains("the receiver answered 410 Gone");
    assertThat(it.publish(DEPLOY).deliveries()).isEmpty();
    assertThat(
            it.hookcast.deliveries().resend(TestHookcast.ORG, entry.deliveries().getFirst().id()))
        .isInstanceOf(Deliveries.Resent.Refused.class);
  }

  @Test
  void whatWaitsIsHeldWhilePausedAndGoesOnAtResume() {
    var subscription = it.subscribe(TWO_RETRIES);
    fail();
    it.publish(DEPLOY);
    it.run();
    it.hookcast.subscriptions().pause(TestHookcast.ORG, subscription.id());
    it.clock.advance(Duration.ofMinutes(1));
    assertThat(it.run()).isZero();

    it.hookcast.subscriptions().resume(TestHookcast.ORG, subscription.id());
    assertThat(it.run()).isEqualTo(1);
  }

  @Test
  void whatIsAboutToBeSentWhenItIsPausedIsHeldToo() {
    var subscription = it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    it.hookcast.subscriptions().pause(TestHookcast.ORG, subscription.id());

    assertThat(it.run()).isZero();
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.WAITING);
    it.hookcast.subscriptions().resume(TestHookcast.ORG, subscription.id());
    assertThat(it.run()).isEqualTo(1);
  }

  @Test
  void deletingASubscriptionCancelsWhatItWaitedFor() {
    var subscription = it.subscribe(TWO_RETRIES);
    fail();
    var entry = it.publish(DEPLOY);
    it.run();
    it.hookcast.subscriptions().delete(TestHookcast.ORG, subscription.id());
    it.clock.advance(Duration.ofMinutes(1));

    assertThat(it.run()).isZero();
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.CANCELLED);
    assertThat(
            it.hookcast.deliveries().resend(TestHookcast.ORG, entry.deliveries().getFirst().id()))
        .isInstanceOf(Deliveries.Resent.Refused.class);
  }

  @Test
  void whatIsAboutToBeSentWhenItsSubscriptionIsDeletedIsCancelled() {
    var subscription = it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    it.hookcast.subscriptions().delete(TestHookcast.ORG, subscription.id());

    assertThat(it.run()).isZero();
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.CANCELLED);
  }

  @Test
  void aSinkThatThrowsCostsAnAttemptAndNothingElse() {
    it.subscribe(TWO_RETRIES);
    it.sink.answer(
        shipment -> {
          throw new IllegalStateException("no sink should");
        });
    var entry = it.publish(DEPLOY);
    it.run();

    var attempt = it.delivery(entry).attempts().getFirst();
    assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.RETRY);
    assertThat(attempt.exchange().orElseThrow().failure().orElseThrow().code())
        .isEqualTo("sink_failed");
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.WAITING);
  }

  @Test
  void aPoisonedSubscriptionFailsAloneAndByItsSchedule() {
    var poisoned = it.subscribe(TWO_RETRIES);
    var healthy = it.subscribe("{}");
    it.sink.answer(
        shipment -> {
          if (shipment.subscription().id().equals(poisoned.id())) {
            throw new IllegalArgumentException("a header that no client takes");
          }
          return RecordingSink.receipt(shipment, new Outcome.Delivered("taken"));
        });
    for (int i = 0; i < 20; i++) {
      it.publish(DEPLOY);
    }
    assertThat(it.run()).isEqualTo(40);
    assertThat(shipmentsTo(healthy)).isEqualTo(20);
    assertThat(it.run()).as("no tight loop").isZero();
    for (int second = 0; second < 60; second++) {
      it.clock.advance(Duration.ofSeconds(1));
      it.run();
    }
    assertThat(shipmentsTo(poisoned)).isEqualTo(3 * 20);
    assertThat(shipmentsTo(healthy)).isEqualTo(20);
  }

  @Test
  void whatDoesNotFitInMemoryStaysInTheStoreAndIsSentAllTheSame() {
    var small = new TestHookcast(new Window(4, 1 << 20));
    small.subscribe("{\"limits\":{\"concurrency\":1}}");
    int inMemory = 0;
    for (int i = 0; i < 50; i++) {
      inMemory += small.publish(DEPLOY).claims().size();
    }

    assertThat(inMemory).isBetween(1, 4);
    assertThat(small.run()).isEqualTo(50);
  }

  @Test
  void aHangingReceiverLeavesRoomForTheOthers() {
    var small = new TestHookcast(new Window(100, 1 << 20));
    small.subscribe("{\"name\":\"hangs\",\"filter\":{\"projects\":[\"a\"]}}");
    small.subscribe("{\"name\":\"healthy\",\"filter\":{\"projects\":[\"b\"]}}");
    for (int i = 0; i < 500; i++) {
      small.publish("{\"type\":\"build.create\",\"scope\":{\"project\":{\"name\":\"a\"}}}");
    }

    var fresh =
        small.publish("{\"type\":\"build.create\",\"scope\":{\"project\":{\"name\":\"b\"}}}");
    assertThat(fresh.claims()).hasSize(1);
  }

  @Test
  void noMoreThanTheLimitIsInFlightAtOnce() {
    it.subscribe("{\"limits\":{\"concurrency\":3}}");
    for (int i = 0; i < 10; i++) {
      it.publish(DEPLOY);
    }

    assertThat(it.tasks).hasSize(3);
    assertThat(it.run()).isEqualTo(10);
  }

  @Test
  void noMoreThanTheRateIsStartedInASecond() {
    it.subscribe("{\"limits\":{\"per_second\":2}}");
    for (int i = 0; i < 5; i++) {
      it.publish(DEPLOY);
    }

    assertThat(it.run()).isEqualTo(1);
    it.clock.advance(Duration.ofMillis(499));
    assertThat(it.run()).isZero();
    it.clock.advance(Duration.ofMillis(1));
    assertThat(it.run()).isEqualTo(1);
  }

  @Test
  void whatWasInFlightAtACrashIsInterruptedAndSentAgain() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    var reborn = new TestHookcast(new Window(1_000, 1 << 20), Optional.of(it.store));
    assertThat(reborn.hookcast.recover()).isEqualTo(1);
    assertThat(reborn.run()).isEqualTo(1);

    var delivery = reborn.delivery(entry);
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(a -> a.outcome())
        .containsExactly(AttemptOutcome.INTERRUPTED, AttemptOutcome.DELIVERED);
    assertThat(reborn.sink.shipments().getFirst().attempt()).isEqualTo(2);
  }

  @Test
  void aLateResultChangesNothingAndIsLoggedAsLate() {
    it.subscribe("{}");
    var entry = it.publish(DEPLOY);
    var reborn = new TestHookcast(new Window(1_000, 1 << 20), Optional.of(it.store));
    reborn.hookcast.recover();
    it.tasks.remove().run();
    assertThat(it.listener.lines()).anyMatch(line -> line.contains(" late "));

    assertThat(reborn.delivery(entry).state()).isEqualTo(DeliveryState.WAITING);
    assertThat(reborn.run()).isEqualTo(1);
  }

  @Test
  void theListenerHearsOfAnAttemptOnceItIsRecorded() {
    it.subscribe("{}");
    it.sink.answer(
        shipment -> {
          assertThat(it.listener.lines()).noneMatch(line -> line.startsWith("attempted"));
          return RecordingSink.receipt(shipment, new Outcome.Delivered("taken"));
        });
    var entry = it.publish(DEPLOY);
    it.run();

    assertThat(it.listener.lines())
        .containsExactly(
            "accepted " + entry.id() + " 1",
            "attempted " + entry.deliveries().getFirst().id() + " 1 delivered delivered");
  }

  private long shipmentsTo(Subscription subscription) {
    return it.sink.shipments().stream()
        .filter(s -> s.subscription().id().equals(subscription.id()))
        .count();
  }

  private void fail() {
    it.sink.answer(new Outcome.Retry("the receiver answered 500", Optional.empty()));
  }

  private void resend(Acceptance.Entry entry) {
    assertThat(
            it.hookcast.deliveries().resend(TestHookcast.ORG, entry.deliveries().getFirst().id()))
        .isInstanceOf(Deliveries.Resent.Queued.class);
  }
}
