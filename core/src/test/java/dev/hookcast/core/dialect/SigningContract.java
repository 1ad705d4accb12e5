package dev.hookcast.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import java.util.List;
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
  default void objectsToASecretInASentenceThatDoesNotShowIt() {
    assertThat(dialect().objection(usable())).isEmpty();
    assertThat(dialect().objection(unusable()).orElseThrow()).endsWith(".");
    if (!unusable().reveal().isEmpty()) {
      assertThat(dialect().objection(unusable()).orElseThrow()).doesNotContain(unusable().reveal());
    }
  }
}
