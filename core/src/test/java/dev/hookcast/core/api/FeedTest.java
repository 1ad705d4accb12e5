package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final TestHookcast it = new TestHookcast();

  @Test
  void anEventIsToldAndThenItsAttempts() throws Exception {
    var subscription = it.subscribe("{\"retry\":{\"schedule\":[\"PT1M\"],\"jitter\":0}}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));
    try (var watch = it.hookcast.feed().watch(TestHookcast.ORG)) {
      var entry = it.publish("{\"type\":\"build.create\",\"status\":\"failed\"}");
      it.run();

      var told = told(watch);
      assertThat(told).hasSize(2);
      var accepted = (News.Accepted) told.getFirst();
      assertThat(accepted.id()).isEqualTo(entry.id());
      assertThat(accepted.type().value()).isEqualTo("build.create");
      assertThat(accepted.status().word()).isEqualTo("failed");
      assertThat(accepted.deliveries()).isEqualTo(1);
      var report = ((News.Attempted) told.getLast()).report();
      assertThat(report.subscription().id()).isEqualTo(subscription.id());
      assertThat(report.event()).isEqualTo(entry.id());
      assertThat(report.type()).contains(new EventType("build.create"));
      assertThat(report.settlement().claim().id()).isEqualTo(entry.deliveries().getFirst().id());
      assertThat(report.settlement().attempt().outcome()).isEqualTo(AttemptOutcome.RETRY);
      assertThat(report.settlement().state()).isEqualTo(DeliveryState.WAITING);
      assertThat(report.settlement().nextAttemptAt())
          .contains(it.clock.instant().plus(Duration.ofMinutes(1)));
    }
  }

  @Test
  void whatIsToldHoldsNoPayload() throws Exception {
    it.subscribe("{}");
    try (var watch = it.hookcast.feed().watch(TestHookcast.ORG)) {
      it.publish("{\"type\":\"a.b\",\"log\":\"a very long story\"}");
      it.run();

      var told = told(watch);
      assertThat(told.toString()).doesNotContain("a very long story");
      var settlement = ((News.Attempted) told.getLast()).report().settlement();
      assertThat(settlement.document()).isEqualTo(Bytes.EMPTY);
      assertThat(settlement.attempt().exchange().map(Exchange::request).orElseThrow().body())
          .isEqualTo(Bytes.EMPTY);
    }
  }

  @Test
  void theListenerOfTheProgramIsToldAllTheSame() {
    it.subscribe("{}");
    var entry = it.publish("{\"type\":\"a.b\"}");
    it.run();

    assertThat(it.listener.lines())
        .containsExactly(
            "accepted " + entry.id() + " 1",
            "attempted " + entry.deliveries().getFirst().id() + " 1 delivered delivered");
  }

  @Test
  void anotherOrganizationIsToldNothing() throws Exception {
    it.subscribe("{}");
    try (var watch = it.hookcast.feed().watch(new OrganizationId("stranger"))) {
      it.publish("{\"type\":\"a.b\"}");
      it.run();

      assertThat(told(watch)).isEmpty();
    }
  }

  @Test
  void whoComesLaterIsNotToldWhatWas() throws Exception {
    it.publish("{\"type\":\"a.b\"}");
    try (var watch = it.hookcast.feed().watch(TestHookcast.ORG)) {
      assertThat(told(watch)).isEmpty();
    }
  }

  @Test
  void aSlowReaderLosesTheOldestAndIsToldHowMany() throws Exception {
    var event = EventExamples.of(EventType.DEPLOY);
    try (var slow = it.hookcast.feed().watch(TestHookcast.ORG);
        var quick = it.hookcast.feed().watch(TestHookcast.ORG)) {
      var taken = new ArrayList<News>();
      for (int i = 1; i <= Feed.CAPACITY + 7; i++) {
        it.hookcast.feed().accepted(TestHookcast.ORG, event, i);
        taken.addAll(told(quick));
      }

      var told = told(slow);
      assertThat(told).hasSize(Feed.CAPACITY + 1);
      assertThat(told.getFirst()).isEqualTo(new News.Dropped(7));
      assertThat(told.get(1)).isEqualTo(News.Accepted.of(event, 8));
      assertThat(told.getLast()).isEqualTo(News.Accepted.of(event, Feed.CAPACITY + 7));
      assertThat(taken).hasSize(Feed.CAPACITY + 7).noneMatch(News.Dropped.class::isInstance);
      it.hookcast.feed().accepted(TestHookcast.ORG, event, 1);
      assertThat(told(slow)).hasSize(1);
    }
  }

  @Test
  void closingWakesTheReaderAndEndsIt() throws Exception {
    var watch = it.hookcast.feed().watch(TestHookcast.ORG);
    var reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return watch.next(Duration.ofDays(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    watch.close();

    assertThat(reader.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(watch.ended()).isTrue();
    it.publish("{\"type\":\"a.b\"}");
    assertThat(told(watch)).isEmpty();
  }

  private static List<News> told(Watch watch) throws InterruptedException {
    var told = new ArrayList<News>();
    for (var news = watch.next(Duration.ZERO); news.isPresent(); news = watch.next(Duration.ZERO)) {
      told.add(news.get());
    }
    return told;
  }
}
