package dev.hookcast.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.spi.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
  private static final Instant START = Instant.parse("2026-04-05T06:07:08Z");

  private final SettableClock wall = new SettableClock(START);
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void itGoesOnFromTheWallClocksTimeByItsCounterOnly() {
    var steady = new SteadyClock(wall, nanos::get);
    assertThat(steady.instant()).isEqualTo(START);
    wall.advance(Duration.ofHours(2));
    assertThat(steady.instant()).isEqualTo(START);
    nanos.addAndGet(Duration.ofDays(400).toNanos());
    assertThat(steady.instant()).isEqualTo(START.plus(Duration.ofDays(400)));
  }
}
