package dev.hookcast.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final Instant UNTIL = Instant.parse("2026-03-14T09:00:00Z");
  private static final Secret CURRENT = new Secret("current-secret");
  private static final Secret NEWEST = new Secret("newest-secret");
  private static final Secret FORMER = new Secret("former-secret");

  @Test
  void aFormerSecretSignsBesideTheCurrentOneUntilItsTimeIsUp() {
    var secrets =
        new Secrets(
            Optional.of(CURRENT), Optional.of(new Secrets.Retiring(FORMER, UNTIL)), Map.of());
    assertThat(secrets.signingAt(UNTIL.minusNanos(1))).containsExactly(CURRENT, FORMER);
    assertThat(secrets.signingAt(UNTIL)).containsExactly(CURRENT);
    assertThat(Secrets.NONE.signingAt(UNTIL)).isEmpty();
  }

  @Test
  void theNewestTwoSignAfterARotation() {
    var first = Secrets.NONE.signingWith(FORMER);
    var second = first.rotatedTo(CURRENT, UNTIL, Duration.ofHours(2));
    var third = second.rotatedTo(NEWEST, UNTIL.plusSeconds(60), Duration.ofHours(2));

    assertThat(second.signingAt(UNTIL)).containsExactly(CURRENT, FORMER);
    assertThat(third.signingAt(UNTIL.plusSeconds(60))).containsExactly(NEWEST, CURRENT);
    assertThat(third.signingAt(UNTIL.plusSeconds(60 + 7_200))).containsExactly(NEWEST);
    assertThat(second.retiringAt(UNTIL)).contains(UNTIL.plusSeconds(7_200));
    assertThat(second.retiringAt(UNTIL.plusSeconds(7_200))).isEmpty();
  }

  @Test
  void withoutAnOverlapTheFormerSecretEndsAtOnce() {
    var secrets = Secrets.NONE.signingWith(FORMER).rotatedTo(CURRENT, UNTIL, Duration.ofHours(2));

    assertThat(secrets.rotatedTo(NEWEST, UNTIL, Duration.ZERO).signingAt(UNTIL))
        .containsExactly(NEWEST);
    assertThat(secrets.rotatedTo(CURRENT, UNTIL, Duration.ZERO).signingAt(UNTIL))
        .containsExactly(CURRENT);
  }

  @Test
  void rotatingToTheSameSecretTwiceKeepsTheFormerOne() {
    var once = Secrets.NONE.signingWith(FORMER).rotatedTo(CURRENT, UNTIL, Duration.ofHours(2));

    assertThat(once.rotatedTo(CURRENT, UNTIL, Duration.ofHours(2))).isEqualTo(once);
    var later = UNTIL.plusSeconds(7_200);
    assertThat(once.rotatedTo(CURRENT, later, Duration.ofHours(2)).signingAt(later))
        .containsExactly(CURRENT);
  }

  @Test
  void aFirstSecretSignsAlone() {
    assertThat(Secrets.NONE.rotatedTo(CURRENT, UNTIL, Duration.ofHours(2)))
        .isEqualTo(Secrets.NONE.signingWith(CURRENT));
  }

  @Test
  void severalSecretsOfOneOptionKeepTheirOrder() {
    var others = new LinkedHashMap<String, Secret>();
    others.put("headers/X-Team", CURRENT);
    others.put("token", FORMER);
    others.put("headers/A", FORMER);
    var secrets = new Secrets(Optional.empty(), Optional.empty(), others);
    assertThat(secrets.under("headers"))
        .containsExactly(Map.entry("X-Team", CURRENT), Map.entry("A", FORMER));
  }

  @Test
  void theirTextFormShowsNone() {
    var secrets =
        new Secrets(
            Optional.of(CURRENT),
            Optional.of(new Secrets.Retiring(FORMER, UNTIL)),
            Map.of("token", FORMER));
    assertThat(secrets.toString()).doesNotContain("current-secret", "former-secret");
  }

  @Test
  void whatIsUnreadableIsThereUntilAnotherTakesItsPlace() {
    var none =
        new Secrets(
            Optional.empty(), Optional.empty(), Map.of(), EnumSet.allOf(Secrets.Part.class));
    assertThat(none.signs()).isTrue();
    assertThat(none.suffice()).isFalse();
    assertThat(none.signingAt(UNTIL)).isEmpty();
    assertThat(none.unsigned().signs()).isFalse();
    assertThat(none.unsigned().unreadable()).containsExactly(Secrets.Part.OTHERS);
    assertThat(none.rotatedTo(CURRENT, UNTIL, Duration.ofHours(2)).unreadable())
        .containsExactly(Secrets.Part.OTHERS);
    assertThat(none.signingWith(CURRENT).unreadable())
        .containsExactlyInAnyOrder(Secrets.Part.OTHERS, Secrets.Part.RETIRING);
    assertThat(none.differIn(none)).isFalse();
    assertThat(none.differIn(none.unsigned())).as("it takes the right to change secrets").isTrue();
    assertThat(Secrets.NONE.signs()).isFalse();
    assertThat(Secrets.NONE.suffice()).isTrue();
  }

  @Test
  void onlyWhatWasThereCanDiffer() {
    var some =
        new Secrets(
            Optional.of(new Secret("s")), Optional.empty(), Map.of("headers/A", new Secret("1")));
    var more =
        new Secrets(
            Optional.of(new Secret("s")),
            Optional.empty(),
            Map.of("headers/A", new Secret("1"), "url", new Secret("u")));
    assertThat(some.differIn(some)).isFalse();
    assertThat(some.differIn(more)).isFalse();
    assertThat(Secrets.NONE.differIn(more)).isFalse();
    assertThat(more.differIn(some)).isTrue();
    assertThat(some.differIn(some.signingWith(new Secret("t")))).isTrue();
    assertThat(some.differIn(some.unsigned())).isTrue();
  }
}
