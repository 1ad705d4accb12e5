package dev.hookcast.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HistogramTest {
  private static final long SEED = 8_417;

  @Test
  void anEmptyOneHasNoPercentiles() {
    assertThat(new Histogram().percentile(99)).isZero();
  }

  @Test
  void shortDurationsAreKeptExactly() {
    var histogram = new Histogram();
    LongStream.rangeClosed(1, 50).forEach(histogram::record);
    assertThat(histogram.percentile(50)).isEqualTo(25);
    assertThat(histogram.percentile(100)).isEqualTo(50);
  }

  @Test
  void percentilesAreAtMostThreePercentTooLong() {
    var chance = new Random(SEED);
    var durations =
        LongStream.generate(() -> (long) Math.exp(chance.nextDouble() * 30))
            .limit(5_000)
            .sorted()
            .toArray();
    var histogram = new Histogram();
    LongStream.of(durations).forEach(histogram::record);
    for (int percent = 1; percent <= 100; percent++) {
      long exact = durations[(int) Math.ceil(durations.length * percent / 100.0) - 1];
      assertThat(histogram.percentile(percent))
          .as("%d %%, seed %d", percent, SEED)
          .isBetween(exact, exact + exact * 32 / 1_000 + 1);
    }
  }

  @Test
  void theLongestDurationHasABucketAndANegativeOneCountsAsNone() {
    var histogram = new Histogram();
    histogram.record(Long.MAX_VALUE);
    assertThat((double) histogram.percentile(100))
        .isCloseTo((double) Long.MAX_VALUE, within(Long.MAX_VALUE * 0.04));
    histogram.record(-5);
    assertThat(histogram.percentile(50)).isZero();
    assertThat(histogram.count()).isEqualTo(2);
  }
}
