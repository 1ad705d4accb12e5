package dev.hookcast.core.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElapsedTest {
  private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");

  @ParameterizedTest
  @CsvSource({
    "PT-5S, just now",
    "PT59.9S, just now",
    "PT1M, 1 minute ago",
    "PT59M59S, 59 minutes ago",
    "PT1H, 1 hour ago",
    "PT47H59M, 47 hours ago",
    "PT48H, 2 days ago",
    "P400D, 400 days ago"
  })
  void theGreatestUnitThatFitsIsSaid(Duration elapsed, String words) {
    assertThat(Elapsed.words(NOW.minus(elapsed), NOW)).isEqualTo(words);
  }
}
