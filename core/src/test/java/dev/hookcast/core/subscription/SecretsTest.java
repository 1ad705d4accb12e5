package dev.hookcast.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final Instant UNTIL = Instant.parse("2026-03-14T09:00:00Z");
  private static final Secret CURRENT = new Secret("current-secret");
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
