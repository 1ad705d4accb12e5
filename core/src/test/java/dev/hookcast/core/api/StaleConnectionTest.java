package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.Shipment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A receiver that hangs up on a kept connection, on a clock that stands still. */
class StaleConnectionTest {
  private static final String DEPLOY = "{\"type\":\"environment.deploy\"}";
  private static final String ONE_RETRY = "{\"retry\":{\"schedule\":[\"PT7S\"],\"jitter\":0}}";
  private static final String NO_RETRY = "{\"retry\":{\"schedule\":[]}}";
  private static final Outcome STALE = new Outcome.Stale("it hung up");

  private final TestHookcast it = new TestHookcast();

  @Test
  void whatFailedOfAKeptConnectionIsSentAtOnceOverAFreshOne() {
    it.subscribe(ONE_RETRY);
    it.sink.answer(shipment -> RecordingSink.receipt(shipment, staleIfKept(shipment)));
    var entry = it.publish(DEPLOY);

    assertThat(it.run()).isEqualTo(2);
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(it.delivery(entry).attempts())
        .extracting(Attempt::number, Attempt::trigger, Attempt::outcome)
        .containsExactly(
            tuple(1, Trigger.AUTOMATIC, AttemptOutcome.RETRY),
            tuple(2, Trigger.AUTOMATIC, AttemptOutcome.DELIVERED));
    assertThat(it.sink.shipments()).extracting(Shipment::fresh).containsExactly(false, true);
  }

  @Test
  void aScheduleWithoutRetriesAllowsItToo() {
    it.subscribe(NO_RETRY);
    it.sink.answer(shipment -> RecordingSink.receipt(shipment, staleIfKept(shipment)));
    var entry = it.publish(DEPLOY);
    it.run();

    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void theSecondTimeItCountsLikeAnyOtherFailure() {
    it.subscribe(ONE_RETRY);
    it.sink.answer(STALE);
    var entry = it.publish(DEPLOY);

    assertThat(it.run()).isEqualTo(2);
    assertThat(it.delivery(entry).nextAttemptAt()).contains(it.clock.instant().plusSeconds(7));
    it.clock.advance(Duration.ofSeconds(7));
    assertThat(it.run()).isEqualTo(1);
    assertThat(it.delivery(entry).state()).isEqualTo(DeliveryState.EXHAUSTED);
    assertThat(it.delivery(entry).attempts()).hasSize(3);
  }

  @Test
  void aRetryMayFailOfAKeptConnectionAndLosesNoWait() {
    it.subscribe("{\"retry\":{\"schedule\":[\"PT7S\",\"PT9S\"],\"jitter\":0}}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));
    var entry = it.publish(DEPLOY);
    it.run();
    it.sink.answer(STALE);
    it.clock.advance(Duration.ofSeconds(7));
    assertThat(it.run()).isEqualTo(2);

    assertThat(it.delivery(entry).nextAttemptAt()).contains(it.clock.instant().plusSeconds(9));
  }

  @Test
  void itStrainsNobodyAndNotesNothingOfTheReceiver() {
    var subscription = it.subscribe(ONE_RETRY);
    it.sink.answer(shipment -> RecordingSink.receipt(shipment, staleIfKept(shipment)));
    var entries = new ArrayList<Acceptance.Entry>();
    for (int i = 0; i < 40; i++) {
      entries.add(it.publish(DEPLOY));
    }

    // Three rounds of strain would bring a rest, and the clock stands still.
    assertThat(it.run()).isEqualTo(80);
    assertThat(entries)
        .allSatisfy(e -> assertThat(it.delivery(e).state()).isEqualTo(DeliveryState.DELIVERED));
    var health =
        it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id()).orElseThrow();
    assertThat(health.health().failing()).isEmpty();
  }

  @Test
  void daysOfItAlonePauseNobody() {
    var subscription = it.subscribe(NO_RETRY);
    it.sink.answer(shipment -> RecordingSink.receipt(shipment, STALE));
    for (int day = 0; day < 7; day++) {
      it.publish(DEPLOY);
      it.run();
      it.clock.advance(Duration.ofDays(1));
    }

    var after = it.hookcast.subscriptions().find(TestHookcast.ORG, subscription.id()).orElseThrow();
    assertThat(after.settings().enabled()).isTrue();
  }

  @Test
  void resendsAndTestsHaveFreshConnections() {
    var subscription = it.subscribe(ONE_RETRY);
    var entry = it.publish(DEPLOY);
    it.run();
    it.hookcast.deliveries().resend(TestHookcast.ORG, entry.deliveries().getFirst().id());
    it.run();
    it.hookcast.trials().test(TestHookcast.ORG, subscription.id(), EventType.DEPLOY);

    assertThat(it.sink.shipments()).extracting(Shipment::fresh).containsExactly(false, true, true);
  }

  private static Outcome staleIfKept(Shipment shipment) {
    return shipment.fresh() ? new Outcome.Delivered("taken") : STALE;
  }
}
