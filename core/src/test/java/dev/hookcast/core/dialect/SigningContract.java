package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a dialect promises beside {@link DialectContract} if its requests prove a secret. */
public interface SigningContract extends DialectContract {
  /** A secret that it can use. */
  Secret usable();

  /** A secret that it can't use. */
  Secret unusable();

  @Test
  default void provesTheSameInTheSameWay() {
    var secrets = List.of(usable());
    assertThat(dialect().sign(secrets, DELIVERY, AT, BODY))
        .isNotEmpty()
        .isEqualTo(dialect().sign(secrets, DELIVERY, AT, BODY.clone()));
  }

  @Test
  default void theNextSecretFollowsFromChanceAndCanBeUsed() {
    var next = dialect().nextSecret(Optional.of(usable()), new Random(8)).orElseThrow();
    assertThat(dialect().nextSecret(Optional.of(usable()), new Random(8))).contains(next);
    assertThat(dialect().nextSecret(Optional.of(usable()), new Random(9))).isNotEqualTo(next);
    assertThat(dialect().objection(next)).isEmpty();
    assertThat(next.reveal()).hasSizeGreaterThanOrEqualTo(40).matches("[!-~]+");
    assertThat(dialect().nextSecret(Optional.empty(), new Random(8)).flatMap(dialect()::objection))
        .isEmpty();
  }

  @Test
  default void saysWhetherItSignsWithBothOfTwoSecrets() {
    var next = dialect().nextSecret(Optional.of(usable()), new Random(8)).orElseThrow();
    var alone = dialect().sign(List.of(next), DELIVERY, AT, BODY);
    var beside = dialect().sign(List.of(next, usable()), DELIVERY, AT, BODY);
    assertThat(!beside.equals(alone)).isEqualTo(dialect().signsWithBoth());
  }

  @Test
  default void objectsToASecretInASentenceThatDoesNotShowIt() {
    assertThat(dialect().objection(usable())).isEmpty();
    assertThat(dialect().objection(unusable()).orElseThrow()).endsWith(".");
    if (!unusable().reveal().isEmpty()) {
      assertThat(dialect().objection(unusable()).orElseThrow()).doesNotContain(unusable().reveal());
    }
  }
}
