package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordingSink;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When Hookcast pauses a subscription by itself, and who hears of it. */
class PausingTest {
  private static final String BUILD = "{\"type\":\"build.create\"}";
  private static final String BUILDS =
      "{\"name\":\"billing\",\"filter\":{\"events\":[\"build.create\"]},"
          + "\"retry\":{\"schedule\":[\"PT10H\",\"PT10H\",\"PT10H\"],\"jitter\":0}}";
  private static final String OPERATIONAL =
      "{\"filter\":{\"events\":[\"hookcast.subscription.disable\"]}}";

  private TestHookcast it = new TestHookcast();
  private Subscription watched = it.subscribe(BUILDS);

  @Test
  void fiveDaysOfOnlyFailuresPauseASubscription() {
    failFor(4, 23);
    assertThat(now().settings().enabled()).isTrue();
    failFor(0, 2);
    assertThat(now().settings().enabled()).isFalse();
    assertThat(now().pausedBecause().orElseThrow())
        .isEqualTo("its receiver has taken nothing since 2026-03-01T09:00:00Z");
    assertThat(it.listener.lines()).filteredOn(line -> line.startsWith("paused")).hasSize(1);
    assertThat(audited(AuditAction.SUBSCRIPTION_PAUSE))
        .singleElement()
        .satisfies(entry -> assertThat(entry.by()).isEqualTo(Author.HOOKCAST))
        .satisfies(entry -> assertThat(entry.target().id()).isEqualTo(watched.id().value()));
  }

  private List<AuditEntry> audited(AuditAction action) {
    return it.hookcast
        .audit()
        .list(
            new AuditStore.Query(
                Optional.of(TestHookcast.ORG),
                Optional.of(action),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Page.Wanted.first(9)))
        .items();
  }

  @Test
  void oneSuccessInBetweenBeginsTheCountAnew() {
    failFor(4, 0);
    it.sink.answer(new Outcome.Delivered("taken"));
    it.publish(BUILD);
    it.run();
    assertThat(now().health().failing()).isEmpty();
    failFor(4, 23);
    assertThat(now().settings().enabled()).isTrue();
  }

  @Test
  void aLongSilenceBetweenTwoFailuresIsNotAFailure() {
    fail();
    it.publish(BUILD);
    it.run();
    it.hookcast.subscriptions().change(TestHookcast.ORG, watched.id(), s -> s.settings());
    for (int week = 0; week < 3; week++) {
      it.clock.advance(Duration.ofDays(7));
      it.publish(BUILD);
      it.run();
    }
    assertThat(now().settings().enabled()).isTrue();
  }

  @Test
  void theFirstFailureIsRememberedOverARestart() {
    failFor(3, 0);
    restart();
    failFor(2, 1);
    assertThat(now().settings().enabled()).isFalse();
    assertThat(now().pausedBecause().orElseThrow()).contains("2026-03-01T09:00:00Z");
  }

  @Test
  void nothingIsWrittenForAReceiverThatIsWellAgainWithinAMinute() {
    for (int i = 0; i < 10; i++) {
      fail();
      it.publish(BUILD);
      it.run();
      assertThat(now().health().failing()).isEmpty();
      it.sink.answer(new Outcome.Delivered("taken"));
      it.clock.advance(Duration.ofSeconds(50));
      it.publish(BUILD);
      it.run();
    }
    fail();
    it.publish(BUILD);
    it.run();
    it.clock.advance(Duration.ofSeconds(61));
    it.publish(BUILD);
    it.run();
    assertThat(now().health().failing()).isPresent();
  }

  @Test
  void aPlatformThatPromisesNeverToStopKeepsItsPromise() {
    watched =
        it.subscribe(
            "{\"dialect\":\"divshot\",\"retry\":{\"schedule\":[\"PT10H\",\"PT10H\"],\"jitter\":0}}");
    fail();
    for (int hour = 0; hour < 24 * 8; hour += 4) {
      var deploy = EventJson.write(EventExamples.of(EventType.DEPLOY));
      it.publish(TestJson.text(deploy.with("id", Json.of("deploy-" + hour))));
      it.run();
      it.clock.advance(Duration.ofHours(4));
    }
    assertThat(now().health().failing()).isPresent();
    assertThat(now().settings().enabled()).isTrue();
  }

  @Test
  void whoeverAsksByNameIsTold() {
    var operational = it.subscribe(OPERATIONAL);
    it.subscribe("{\"filter\":{\"events\":[\"*\"],\"excluded_events\":[\"build.*\"]}}");
    it.subscribe("{\"filter\":{\"excluded_events\":[\"build.*\"]}}");
    gone();
    var told = shipmentsTo(operational);
    assertThat(told).hasSize(1);
    var event = told.getFirst().event();
    assertThat(event.type().value()).isEqualTo("hookcast.subscription.disable");
    assertThat(event.details().message())
        .contains("The subscription billing was paused: the receiver answered 410 Gone.");
    var data = event.details().data();
    assertThat(data.text("reason")).contains("the receiver answered 410 Gone");
    assertThat(data.object("subscription").text("id")).contains(watched.id().value());
    assertThat(data.object("subscription").text("name")).contains("billing");
    assertThat(it.sink.shipments()).hasSize(2);
  }

  @Test
  void nobodyIsToldAboutItself() {
    var one = it.subscribe(OPERATIONAL);
    var other = it.subscribe(OPERATIONAL);
    it.sink.answer(new Outcome.Gone("gone, all of them"));
    it.publish(BUILD);
    it.run();
    for (var each : List.of(watched, one, other)) {
      assertThat(find(each).settings().enabled()).isFalse();
      assertThat(shipmentsTo(each))
          .isNotEmpty()
          .noneMatch(s -> toldOf(s).filter(each.id().value()::equals).isPresent());
    }
  }

  @Test
  void aCrashBetweenThePauseAndTheTellingLosesNothingAndDoublesNothing() {
    var operational = it.subscribe(OPERATIONAL);
    var paused = now().paused("it was gone", it.clock.instant());
    it.store.save(paused);
    restart();
    it.run();
    assertThat(shipmentsTo(operational)).hasSize(1);
    // As if the event had been stored, and the note of it not.
    it.store.save(paused);
    restart();
    it.run();
    assertThat(shipmentsTo(operational)).isEmpty();
    assertThat(now().health().untold()).isEmpty();
    assertThat(now().pausedBecause()).contains("it was gone");
  }

  @Test
  void resumingForgetsTheFailures() {
    failFor(5, 1);
    it.hookcast.subscriptions().resume(TestHookcast.ORG, watched.id());
    assertThat(now().health().failing()).isEmpty();
    assertThat(now().pausedBecause()).isEmpty();
    failFor(4, 23);
    assertThat(now().settings().enabled()).isTrue();
  }

  private void gone() {
    it.sink.answer(
        shipment ->
            RecordingSink.receipt(
                shipment,
                shipment.event().type().operational()
                    ? new Outcome.Delivered("taken")
                    : new Outcome.Gone("the receiver answered 410 Gone")));
    it.publish(BUILD);
    it.run();
  }

  private void failFor(int days, int hours) {
    fail();
    int all = 24 * days + hours;
    for (int hour = 0; hour <= all; hour++) {
      it.publish(BUILD);
      it.run();
      if (hour < all) {
        it.clock.advance(Duration.ofHours(1));
      }
    }
  }

  private void fail() {
    it.sink.answer(new Outcome.Retry("the receiver answered 500", Optional.empty()));
  }

  private void restart() {
    var clock = it.clock.instant();
    long numbers = it.ids.next().number();
    it = new TestHookcast(new Window(1_000, 1 << 20), Optional.of(it.store));
    it.clock.set(clock);
    while (it.ids.next().number() < numbers) {} // they are never given out twice
    it.hookcast.recover();
    fail();
    if (now().pausedBecause().isPresent()) {
      it.sink.answer(new Outcome.Delivered("taken"));
    }
  }

  private List<Shipment> shipmentsTo(Subscription subscription) {
    return it.sink.shipments().stream()
        .filter(s -> s.subscription().id().equals(subscription.id()))
        .toList();
  }

  private static Optional<String> toldOf(Shipment shipment) {
    return shipment.event().details().data().object("subscription").text("id");
  }

  private Subscription now() {
    return find(watched);
  }

  private Subscription find(Subscription one) {
    return it.hookcast.subscriptions().find(TestHookcast.ORG, one.id()).orElseThrow();
  }
}
