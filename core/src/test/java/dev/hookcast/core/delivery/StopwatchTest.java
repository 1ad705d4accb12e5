package dev.hookcast.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StopwatchTest {
  private static final Instant NOON = Instant.parse("2026-04-05T12:00:00Z");

  @Test
  void aPhaseLastsUntilTheNextOneOrTheEnd() {
    var watch =
        Stopwatch.UNUSED
            .entering(Phase.SENDING, NOON)
            .entering(Phase.WAITING, NOON.plusMillis(2))
            .stopped(NOON.plusMillis(32))
            .stopped(NOON.plusMillis(400));
    assertThat(watch.timing().spent())
        .isEqualTo(
            Map.of(Phase.SENDING, Duration.ofMillis(2), Phase.WAITING, Duration.ofMillis(30)));
  }

  @Test
  void aPhaseThatComesAgainIsAddedTo() {
    var watch = Stopwatch.UNUSED;
    for (int i = 0; i < 3; i++) {
      var begun = NOON.plusMillis(6L * i);
      watch = watch.entering(Phase.CONNECT, begun).stopped(begun.plusMillis(5));
    }
    assertThat(watch.timing().spent()).isEqualTo(Map.of(Phase.CONNECT, Duration.ofMillis(15)));
  }

  @Test
  void nothingIsKnownBeforeItBegins() {
    assertThat(Stopwatch.UNUSED.stopped(NOON).timing().known()).isFalse();
  }
}
