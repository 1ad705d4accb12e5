package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final EventType BUILD = new EventType("build.create");

  private final TestHookcast it = new TestHookcast();

  @Test
  void aTestReachesItsSubscriptionOnlyWhateverTheFilterSays() {
    it.subscribe("{}");
    var wanted = it.subscribe("{\"filter\":{\"events\":[\"release.create\"]}}");

    var trial = test(wanted, BUILD);

    assertThat(trial.attempt().outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(it.sink.shipments())
        .singleElement()
        .satisfies(
            shipment -> {
              assertThat(shipment.subscription().id()).isEqualTo(wanted.id());
              assertThat(shipment.event().type()).isEqualTo(BUILD);
            });
    assertThat(it.run()).isZero();
  }

  @Test
  void aTestIsADeliveryInTheLogLikeAnyOther() {
    var subscription = it.subscribe("{}");
    var first = test(subscription, EventType.DEPLOY);
    var second = test(subscription, EventType.DEPLOY);

    var delivery = it.hookcast.deliveries().find(TestHookcast.ORG, first.delivery()).orElseThrow();
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.attempts()).containsExactly(first.attempt());
    assertThat(it.hookcast.publishing().find(TestHookcast.ORG, delivery.event())).isPresent();
    assertThat(second.delivery()).isNotEqualTo(first.delivery());
  }

  @Test
  void aFailedTestIsNotTriedAgain() {
    var subscription = it.subscribe("{}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));

    var trial = test(subscription, EventType.DEPLOY);

    assertThat(trial.attempt().outcome()).isEqualTo(AttemptOutcome.RETRY);
    assertThat(it.hookcast.deliveries().find(TestHookcast.ORG, trial.delivery()).orElseThrow())
        .satisfies(d -> assertThat(d.state()).isEqualTo(DeliveryState.EXHAUSTED));
    it.clock.advance(Duration.ofDays(5));
    assertThat(it.run()).isZero();
  }

  @Test
  void aPausedSubscriptionCanBeTestedAndStaysPaused() {
    var subscription = it.subscribe("{}");
    it.hookcast.subscriptions().pause(TestHookcast.ORG, subscription.id());

    assertThat(test(subscription, BUILD).attempt().outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(it.publish("{\"type\":\"build.create\"}").deliveries()).isEmpty();
  }

  @Test
  void whatTheDialectCannotSayIsRefused() {
    var subscription = it.subscribe("{\"dialect\":\"convox\"}");

    assertThatThrownBy(() -> test(subscription, new EventType("environment.backup")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("convox has no word for environment.backup");
    assertThatThrownBy(() -> test(subscription, new EventType("hookcast.x")))
        .isInstanceOf(InvalidInput.class);
    assertThat(it.sink.shipments()).isEmpty();
  }

  @Test
  void aProbeSaysWhatTheReceiverDidWrong() {
    var subscription = it.subscribe("{\"dialect\":\"platformsh\"}");
    var trials = it.hookcast.trials();
    assertThat(trials.probe(TestHookcast.ORG, subscription.id())).isEmpty();
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));

    assertThat(trials.probe(TestHookcast.ORG, subscription.id()))
        .extracting(Problem::pointer)
        .containsExactly("/options/url");
    assertThat(trials.probe(new OrganizationId("stranger"), subscription.id())).isEmpty();
    assertThat(it.sink.shipments()).hasSize(2);
  }

  @Test
  void nobodyElsesSubscriptionIsTested() {
    var subscription = it.subscribe("{}");
    var trials = it.hookcast.trials();

    assertThat(trials.test(new OrganizationId("stranger"), subscription.id(), BUILD)).isEmpty();
    assertThat(trials.test(TestHookcast.ORG, new SubscriptionId("none"), BUILD)).isEmpty();
    assertThat(it.sink.shipments()).isEmpty();
  }

  private Trials.Trial test(Subscription subscription, EventType type) {
    return it.hookcast.trials().test(TestHookcast.ORG, subscription.id(), type).orElseThrow();
  }
}
