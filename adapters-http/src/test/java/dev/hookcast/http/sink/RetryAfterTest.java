package dev.hookcast.http.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hookcast.core.delivery.Next;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
  void whateverIsAskedForTheNextAttemptComesAfterThePlannedWaitAndWithinADay() {
    var policy = new RetryPolicy(List.of(Duration.ofSeconds(5), Duration.ofHours(14)), 0.2);
    for (long seed = 1; seed <= 10_000; seed++) {
      var random = new SplittableRandom(seed);
      int used = random.nextInt(2);
      var asked = RetryAfter.of(asking(random), NOW);
      var next = (Next.Again) policy.next(new Outcome.Retry("busy", asked), used, NOW, random);

      assertThat(next.at())
          .as("seed " + seed)
          .isBetween(
              NOW.plusMillis(policy.schedule().get(used).toMillis() * 8 / 10),
              NOW.plus(Duration.ofHours(24)));
    }
  }

  /** Numbers of every size, dates of every year, and what neither is. */
  private static String asking(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> "" + random.nextLong(-10, 1L << random.nextInt(10, 62));
      case 1 -> "" + random.nextInt(1_000_000_000);
      case 2 ->
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              NOW.plusSeconds(random.nextLong(-60_000_000_000L, 200_000_000_000L))
                  .atZone(ZoneOffset.UTC));
      default -> random.nextInt() + "e" + random.nextInt(9);
    };
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
