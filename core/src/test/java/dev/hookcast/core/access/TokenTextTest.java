package dev.hookcast.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.Secret;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenTextTest {
  private static final long SEED = 20_261_121;
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

  private final Random chance = new Random(SEED);

  @Test
  void whatIsWrittenIsReadAgain() {
    for (int i = 0; i < 2_000; i++) {
      long number = chance.nextLong(1L << (i % 48 + 1));
      var text = TokenText.fresh(number, chance);
      assertThat(TokenText.parse(text.written().reveal())).as("seed %d", SEED).contains(text);
      assertThat(text.written().reveal())
          .matches("hkc_[0-9a-f]{12}_[A-Za-z0-9_-]{48}")
          .startsWith("hkc_%012x_".formatted(number));
    }
  }

  @Test
  void aTypingErrorIsSeenWithoutALookUp() {
    var written = TokenText.fresh(4_711, chance).written().reveal();
    for (int at = 0; at < written.length(); at++) {
      var other = ALPHABET.charAt(chance.nextInt(ALPHABET.length()));
      if (other != written.charAt(at)) {
        var wrong = written.substring(0, at) + other + written.substring(at + 1);
        assertThat(TokenText.parse(wrong)).as("seed %d, %s", SEED, wrong).isEmpty();
      }
      var missing = written.substring(0, at) + written.substring(at + 1);
      assertThat(TokenText.parse(missing)).as("seed %d, %s", SEED, missing).isEmpty();
    }
    for (int at = 1; at < written.length(); at++) {
      char before = written.charAt(at - 1);
      char here = written.charAt(at);
      if (before != here) {
        var swapped = written.substring(0, at - 1) + here + before + written.substring(at + 1);
        assertThat(TokenText.parse(swapped)).as("seed %d, %s", SEED, swapped).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoTokenIsNone() {
    var written = TokenText.fresh(1, chance).written().reveal();
    for (var text :
        List.of("", "hkc_", written + "\n", " " + written, written + written, written + "é")) {
      assertThat(TokenText.parse(text)).as(text).isEmpty();
    }
    assertThat(TokenText.parse("x".repeat(1_000_000))).isEmpty();
  }

  @Test
  void noTwoAreAlikeAndNoneIsPrinted() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      var text = TokenText.fresh(9, chance);
      assertThat(seen.add(text.written().reveal())).as("seed %d", SEED).isTrue();
      assertThat(text.toString()).doesNotContain(text.secret().reveal());
      assertThat(Base64.getUrlDecoder().decode(text.secret().reveal())).hasSize(32);
    }
  }

  @Test
  void theDigestIsTheSecretsAndNothingElses() {
    var text = TokenText.fresh(5, chance);
    assertThat(new TokenText(6, text.secret()).digest()).isEqualTo(text.digest());
    assertThat(TokenText.fresh(5, chance).digest()).isNotEqualTo(text.digest());
    assertThat(text.digest().size()).isEqualTo(32);
  }

  @Test
  void aNumberThatDoesNotFitIsABug() {
    assertThatThrownBy(() -> new TokenText(1L << 48, new Secret("x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new TokenText(-1, new Secret("x")))
        .isInstanceOf(IllegalStateException.class);
  }
}
