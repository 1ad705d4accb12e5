package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.engine.Reaction.Kind;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Limits limits = new Limits(10, Optional.empty());
  private final Gate gate = new Gate();
  private Instant now = Sample.NOON;

  @Test
  void aNewGateAllowsWhatTheLimitsDo() {
    assertThat(gate.allowed(limits)).isEqualTo(10);
    assertThat(gate.open(limits, 9, now)).isTrue();
    assertThat(gate.open(limits, 10, now)).isFalse();
    assertThat(gate.forgettable(now)).isTrue();
  }

  @Test
  void eachRoundOfStrainHalvesWhatIsAllowedDownToOne() {
    for (int allowed : new int[] {5, 2, 1, 1, 1}) {
      strained(TIMEOUT);
      assertThat(gate.allowed(limits)).isEqualTo(allowed);
    }
  }

  @Test
  void thoseOfOneRoundCountOnce() {
    var began = now;
    now = now.plus(TIMEOUT);
    for (int i = 0; i < 10; i++) {
      now = now.plusMillis(1);
      gate.ended(reaction(Kind.STRAINED, began), limits, now);
    }
    assertThat(gate.allowed(limits)).isEqualTo(5);
  }

  @Test
  void oneThatIsDownRestsThreeTimesAsLongAsItHung() {
    down(TIMEOUT);
    assertThat(gate.opensAt()).isEqualTo(now.plus(TIMEOUT.multipliedBy(3)));
    assertThat(gate.open(limits, 0, now.plusSeconds(44))).isFalse();
    assertThat(gate.open(limits, 0, now.plusSeconds(45))).isTrue();
    assertThat(gate.open(limits, 1, now.plusSeconds(45))).isFalse();
  }

  @Test
  void aRestIsNeverLongerThanAMinute() {
    down(Duration.ofMinutes(5));
    assertThat(gate.opensAt()).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void oneThatFailsAtOnceHardlyRests() {
    down(Duration.ofMillis(2));
    assertThat(gate.opensAt()).isEqualTo(now.plusMillis(6));
  }

  @Test
  void eachSuccessGivesOneBack() {
    strained(TIMEOUT);
    strained(TIMEOUT);
    for (int allowed = 3; allowed <= 10; allowed++) {
      taken();
      assertThat(gate.allowed(limits)).isEqualTo(allowed);
      assertThat(gate.strained()).isFalse();
    }
    taken();
    assertThat(gate.allowed(limits)).isEqualTo(10);
  }

  @Test
  void anAnswerThatOnlyDeclinesChangesNothing() {
    strained(TIMEOUT);
    gate.ended(reaction(Kind.DECLINED, now), limits, now);
    gate.ended(reaction(Kind.UNASKED, now), limits, now);
    assertThat(gate.allowed(limits)).isEqualTo(5);
    assertThat(gate.strained()).isTrue();
  }

  @Test
  void oneThatComesBackBeginsAtTwiceItsNormalRateAndDoublesEveryTenSeconds() {
    for (int i = 0; i < 1_200; i++) {
      now = now.plusMillis(50);
      taken();
    }
    down(TIMEOUT);
    now = gate.opensAt();
    taken();
    assertThat(rate()).isBetween(39.0, 41.0);
    now = now.plusSeconds(10);
    assertThat(rate()).isBetween(78.0, 82.0);
    now = now.plusSeconds(110);
    assertThat(gate.rate(limits, now)).isEmpty();
  }

  @Test
  void oneThatNothingIsKnownOfBeginsAtTenASecond() {
    down(TIMEOUT);
    taken();
    assertThat(rate()).isEqualTo(10);
  }

  @Test
  void aShortStrainIsFollowedByNoRamp() {
    strained(TIMEOUT);
    taken();
    assertThat(gate.rate(limits, now)).isEmpty();
  }

  @Test
  void theSubscriptionsOwnRateHolds() {
    var slow = new Limits(10, Optional.of(4.0));
    gate.started(slow, now);
    assertThat(gate.open(slow, 1, now.plusMillis(249))).isFalse();
    assertThat(gate.open(slow, 1, now.plusMillis(250))).isTrue();
    down(TIMEOUT);
    taken();
    assertThat(gate.rate(slow, now).getAsDouble()).isEqualTo(4);
  }

  @Test
  void aReceiverThatAsksForTimeGetsItUpToFiveMinutes() {
    asked(Duration.ofSeconds(90));
    assertThat(gate.opensAt()).isEqualTo(now.plusSeconds(90));
    asked(Duration.ofHours(9));
    assertThat(gate.opensAt()).isEqualTo(now.plusSeconds(300));
    asked(Duration.ofSeconds(-5));
    assertThat(gate.opensAt()).isEqualTo(now.plusSeconds(300));
  }

  @Test
  void itIsForgottenOnceNothingIsSpecialAboutIt() {
    taken();
    assertThat(gate.forgettable(now)).isFalse();
    now = now.plus(Duration.ofMinutes(61));
    assertThat(gate.forgettable(now)).isTrue();
    strained(TIMEOUT);
    now = now.plus(Duration.ofDays(1));
    assertThat(gate.forgettable(now)).isFalse();
  }

  @Test
  void whateverHappensOneIsAllowedSoonAndNeverMoreThanTheLimit() {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var one = new Gate();
      for (int i = 0; i < 200; i++) {
        // The wall clock may also be set back.
        now = now.plusMillis(random.nextInt(40_000) - 1_000);
        var kind = Kind.values()[random.nextInt(4)];
        var began = now.minusMillis(random.nextInt(20_000));
        if (one.open(limits, 0, now)) {
          one.started(limits, now);
        }
        one.ended(reaction(kind, began), limits, now);
        assertThat(one.allowed(limits)).as("seed %d", seed).isBetween(1, 10);
        assertThat(one.opensAt())
            .as("seed %d", seed)
            .isBeforeOrEqualTo(now.plusMillis(200 * 1_000 + 60_000));
      }
    }
  }

  private void strained(Duration took) {
    var began = now;
    now = now.plus(took);
    gate.ended(reaction(Kind.STRAINED, began), limits, now);
  }

  private void down(Duration took) {
    for (int i = 0; i < Gate.DOWN; i++) {
      strained(took);
    }
  }

  private void taken() {
    gate.ended(reaction(Kind.TAKEN, now), limits, now);
  }

  private void asked(Duration wait) {
    gate.ended(new Reaction(Kind.STRAINED, now, Optional.of(now.plus(wait))), limits, now);
  }

  private double rate() {
    return gate.rate(limits, now).orElse(-1);
  }

  private static Reaction reaction(Kind kind, Instant began) {
    return new Reaction(kind, began, Optional.empty());
  }
}
