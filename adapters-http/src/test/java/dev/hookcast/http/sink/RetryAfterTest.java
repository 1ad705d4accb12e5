package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-04-05T06:07:08Z");

  @Test
  void secondsAndDatesAreUnderstood() {
    assertThat(RetryAfter.of(" 90 ", NOW)).contains(NOW.plusSeconds(90));
    assertThat(RetryAfter.of("0", NOW)).contains(NOW);
    assertThat(RetryAfter.of("Sun, 05 Apr 2026 06:09:08 GMT", NOW)).contains(NOW.plusSeconds(120));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "1e9",
        "1.5",
        "9999999999",
        "soon",
        "0x10",
        "１",
        "Sun, 31 Feb 2026 00:00:00 GMT",
        "Mon, 05 Apr 2026 06:09:08 GMT",
        "Fri, 31 Dec 99999999999 00:00:00 GMT",
        "120, 120"
      })
  void whatMakesNoSenseIsIgnored(String value) {
    assertThat(RetryAfter.of(value, NOW)).isEmpty();
  }

  @Test
  void noTextIsEverAnError() {
    var signs = "0123456789 ,:;-+.eEGMTSunAprFriDec\t\u00e9\uD83D";
    for (long seed = 1; seed <= 10_000; seed++) {
      var random = new SplittableRandom(seed);
      var text = new StringBuilder(random.nextBoolean() ? "Sun, 05 Apr " : "");
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      assertThatCode(() -> RetryAfter.of(text.toString(), NOW))
          .as("seed " + seed)
          .doesNotThrowAnyException();
    }
  }
}
