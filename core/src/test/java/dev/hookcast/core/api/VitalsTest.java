package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VitalsTest {
  private static final OrganizationId OTHER = new OrganizationId("other");
  private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");

  private final TestHookcast it = new TestHookcast();
  private final Vitals vitals = it.hookcast.vitals();

  @Test
  void whatHappensIsCountedInItsMinute() {
    it.subscribe("{\"retry\":{\"schedule\":[\"PT1M\"],\"jitter\":0}}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));
    it.publish("{\"type\":\"a.b\"}");
    it.run();
    it.sink.answer(new Outcome.Delivered("taken"));
    it.clock.advance(Duration.ofMinutes(1));
    it.run();

    var pulse = vitals.of(TestHookcast.ORG);
    assertThat(pulse.minutes()).hasSize(Vitals.MINUTES);
    assertThat(pulse.minutes().get(58)).isEqualTo(new Vitals.Minute(START, 1, 0, 1));
    assertThat(pulse.minutes().get(59))
        .isEqualTo(new Vitals.Minute(START.plusSeconds(60), 0, 1, 0));
    assertThat(pulse.accepted()).isEqualTo(1);
    assertThat(pulse.delivered()).isEqualTo(1);
    assertThat(pulse.failed()).isEqualTo(1);
    assertThat(pulse.since()).isEqualTo(START);
    assertThat(pulse.durations().within(0.5)).isPresent();
  }

  @Test
  void anHourLaterNothingIsLeftOfIt() {
    accept(TestHookcast.ORG);
    it.clock.advance(Duration.ofMinutes(59));
    assertThat(vitals.of(TestHookcast.ORG).accepted()).isEqualTo(1);
    assertThat(vitals.of(TestHookcast.ORG).minutes().getFirst().accepted()).isEqualTo(1);

    it.clock.advance(Duration.ofMinutes(1));
    assertThat(vitals.of(TestHookcast.ORG).accepted()).isZero();
    assertThat(vitals.of(TestHookcast.ORG).since()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void anOrganizationCountsItsOwnAlone() {
    accept(TestHookcast.ORG);
    assertThat(vitals.of(OTHER).accepted()).isZero();
    assertThat(vitals.counted()).isEqualTo(1);
  }

  @Test
  void aSilentOrganizationIsForgotten() {
    accept(OTHER);
    it.clock.advance(Duration.ofMinutes(60));
    accept(TestHookcast.ORG);
    assertThat(vitals.counted()).isEqualTo(1);
  }

  @Test
  void theLongestSilentMakesRoomForANewOne() {
    for (int i = 0; i < Vitals.ORGANIZATIONS; i++) {
      accept(new OrganizationId("o" + i));
    }
    accept(TestHookcast.ORG);
    assertThat(vitals.counted()).isEqualTo(Vitals.ORGANIZATIONS);
    assertThat(vitals.of(new OrganizationId("o0")).accepted()).isZero();
    assertThat(vitals.of(TestHookcast.ORG).accepted()).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackLosesNothingButWhatLiesAheadOfIt() {
    accept(TestHookcast.ORG);
    it.clock.advance(Duration.ofHours(-3));
    accept(TestHookcast.ORG);

    var pulse = vitals.of(TestHookcast.ORG);
    assertThat(pulse.minutes().getLast().accepted()).isEqualTo(1);
    assertThat(pulse.accepted()).isEqualTo(1);
    assertThat(pulse.since()).isBefore(it.clock.instant());
  }

  @Test
  void manyThreadsLoseNoCount() {
    var all =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    CompletableFuture.runAsync(
                        () -> IntStream.range(0, 1_000).forEach(i -> accept(TestHookcast.ORG))))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(all).join();
    assertThat(vitals.of(TestHookcast.ORG).accepted()).isEqualTo(8_000);
  }

  @Test
  void durationsAreKnownToTheEndOfTheirStep() {
    var counts = Durations.none();
    for (int millis = 1; millis <= 100; millis++) {
      counts[Durations.step(Duration.ofMillis(millis))]++;
    }
    var durations = Durations.of(counts);
    assertThat(durations.within(0.5).orElseThrow())
        .isBetween(Duration.ofMillis(50), Duration.ofMillis(50 * 142 / 100));
    assertThat(durations.within(0.95).orElseThrow())
        .isBetween(Duration.ofMillis(95), Duration.ofMillis(95 * 142 / 100));
    assertThat(Durations.of(Durations.none()).within(0.5)).isEmpty();
    assertThat(Durations.step(Duration.ZERO)).isZero();
    assertThat(Durations.step(Duration.ofDays(1))).isEqualTo(Durations.none().length - 1);
  }

  private void accept(OrganizationId organization) {
    vitals.accepted(organization, EventExamples.of(EventType.DEPLOY), 1);
  }
}
