package dev.hookcast.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.spi.TestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-14T09:00:00Z");
  private static final Outcome FAILED = new Outcome.Retry("busy", Optional.empty());
  private static final RetryPolicy TWICE =
      new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5)), 0);

  @Test
  void anArrivalIsTheEnd() {
    assertThat(next(TWICE, new Outcome.Delivered("answered 200"), 0)).isEqualTo(new Next.Done());
  }

  @Test
  void waitsFollowTheSchedule() {
    assertThat(next(TWICE, FAILED, 0)).isEqualTo(new Next.Again(NOW.plusSeconds(5)));
    assertThat(next(TWICE, FAILED, 1)).isEqualTo(new Next.Again(NOW.plusSeconds(300)));
  }

  @Test
  void theEndOfTheScheduleIsTheEnd() {
    assertThat(next(TWICE, FAILED, 2)).isEqualTo(new Next.GiveUp("busy"));
    assertThat(next(TWICE, FAILED, 99)).isEqualTo(new Next.GiveUp("busy"));
    assertThat(next(new RetryPolicy(List.of(), 0), FAILED, 0)).isEqualTo(new Next.GiveUp("busy"));
  }

  @Test
  void aStaleConnectionCostsNothingWhateverTheSchedule() {
    var stale = new Outcome.Stale("it hung up");
    assertThat(next(TWICE, stale, 1)).isEqualTo(new Next.AtOnce());
    assertThat(next(TWICE, stale, 2)).isEqualTo(new Next.AtOnce());
    assertThat(next(RetryPolicy.NONE, stale, 0)).isEqualTo(new Next.AtOnce());
  }

  @Test
  void aRefusalIsTheEndAtOnce() {
    assertThat(next(TWICE, new Outcome.Refused("no"), 0)).isEqualTo(new Next.GiveUp("no"));
  }

  @Test
  void whoeverIsGoneGetsNothingMore() {
    assertThat(next(TWICE, new Outcome.Gone("left"), 0)).isEqualTo(new Next.GiveUpAndPause("left"));
  }

  @ParameterizedTest
  @CsvSource({
    // planned, asked, waited
    "PT5S,  PT-10S, PT5S",
    "PT5S,  PT1S,   PT5S",
    "PT5S,  PT20S,  PT20S",
    "PT5S,  PT1H,   PT1H",
    "PT5S,  PT2H,   PT1H",
    "PT2H,  PT3H,   PT3H",
    "PT2H,  PT5H,   PT4H",
    "PT20H, PT30H,  PT24H",
    "PT30H, PT40H,  PT30H",
  })
  void whatTheOtherSideAsksForIsHeededWithinReason(
      Duration planned, Duration asked, Duration waited) {
    var policy = new RetryPolicy(List.of(planned), 0);
    var outcome = new Outcome.Retry("busy", Optional.of(NOW.plus(asked)));
    assertThat(next(policy, outcome, 0)).isEqualTo(new Next.Again(NOW.plus(waited)));
  }

  @Test
  void jitterStaysWithinItsShareAndUsesIt() {
    var policy = new RetryPolicy(List.of(Duration.ofSeconds(100)), 0.2);
    var shortest = Duration.ofDays(1);
    var longest = Duration.ZERO;
    for (long seed = 1; seed <= 2_000; seed++) {
      var next = (Next.Again) policy.next(FAILED, 0, NOW, new SplittableRandom(seed));
      var waited = Duration.between(NOW, next.at());
      assertThat(waited)
          .as("seed %d", seed)
          .isBetween(Duration.ofSeconds(80), Duration.ofSeconds(120));
      shortest = waited.compareTo(shortest) < 0 ? waited : shortest;
      longest = waited.compareTo(longest) > 0 ? waited : longest;
    }
    assertThat(shortest).isLessThan(Duration.ofSeconds(85));
    assertThat(longest).isGreaterThan(Duration.ofSeconds(115));
  }

  @Test
  void thoseThatWereAskedForTheSameTimeComeSpreadOutAndNoneTooSoon() {
    var policy = new RetryPolicy(List.of(Duration.ofSeconds(5)), 0.2);
    var asked = new Outcome.Retry("busy", Optional.of(NOW.plusSeconds(100)));
    var longest = Duration.ZERO;
    for (long seed = 1; seed <= 500; seed++) {
      var next = (Next.Again) policy.next(asked, 0, NOW, new SplittableRandom(seed));
      var waited = Duration.between(NOW, next.at());
      assertThat(waited)
          .as("seed %d", seed)
          .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(120));
      longest = waited.compareTo(longest) > 0 ? waited : longest;
    }
    assertThat(longest).isGreaterThan(Duration.ofSeconds(115));
  }

  @Test
  void theSameChanceGivesTheSameWait() {
    var once = RetryPolicy.STANDARD.next(FAILED, 3, NOW, new Random(9));
    assertThat(RetryPolicy.STANDARD.next(FAILED, 3, NOW, new Random(9))).isEqualTo(once);
  }

  @Test
  void theStandardScheduleIsNineRetriesOverThreeDays() {
    assertThat(RetryPolicy.STANDARD.schedule()).hasSize(9);
    assertThat(RetryPolicy.STANDARD.schedule().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.parse("PT75H35M5S"));
    assertThat(RetryPolicy.STANDARD.problems()).isEmpty();
  }

  @Test
  void namesEveryWaitOutOfBounds() {
    var policy =
        new RetryPolicy(
            List.of(
                Duration.ofMillis(99),
                Duration.ofMillis(100),
                Duration.ofDays(30),
                Duration.ofDays(30).plusMillis(1),
                Duration.ofSeconds(-1)),
            1);
    assertThat(policy.problems())
        .extracting(Problem::pointer)
        .containsExactly("/schedule/0", "/schedule/3", "/schedule/4");
  }

  @Test
  void fiftyWaitsAreEnough() {
    var wait = Duration.ofSeconds(1);
    assertThat(new RetryPolicy(Collections.nCopies(50, wait), 0).problems()).isEmpty();
    assertThat(new RetryPolicy(Collections.nCopies(51, wait), 0).problems())
        .extracting(Problem::pointer)
        .containsExactly("/schedule");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void jitterIsAShare(double jitter) {
    assertThat(new RetryPolicy(List.of(), jitter).problems())
        .extracting(Problem::pointer)
        .containsExactly("/jitter");
  }

  @Test
  void jsonSaysItWholeAndTakesWhatIsLeftOutFromElsewhere() {
    assertThat(TestJson.text(RetryPolicyJson.write(TWICE)))
        .isEqualTo("{\"schedule\":[\"PT5S\",\"PT5M\"],\"jitter\":0.0}");
    assertThat(read("{}")).isEqualTo(TWICE);
    assertThat(read("{\"schedule\":null,\"jitter\":0.5}").jitter()).isEqualTo(0.5);
    assertThat(read("{\"schedule\":[]}").schedule()).isEmpty();
    assertThat(read("{\"schedule\":[\"PT0.5S\"]}").schedule())
        .containsExactly(Duration.ofMillis(500));
  }

  @Test
  void jsonProblemsPointIntoThePolicy() {
    var in =
        JsonReader.of(
            TestJson.object("{\"schedule\":[\"soon\"],\"jitter\":2,\"backoff\":\"exponential\"}"));
    RetryPolicyJson.read(in, TWICE);
    assertThat(catchThrowableOfType(InvalidInput.class, in::end).problems())
        .extracting(Problem::pointer)
        .containsExactly("/schedule/0", "/jitter", "/backoff");
  }

  private static RetryPolicy read(String document) {
    var in = JsonReader.of(TestJson.object(document));
    var policy = RetryPolicyJson.read(in, TWICE);
    in.end();
    return policy;
  }

  private static Next next(RetryPolicy policy, Outcome outcome, int retriesUsed) {
    return policy.next(outcome, retriesUsed, NOW, new Random(1));
  }
}
