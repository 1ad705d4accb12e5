package dev.hookcast.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
  @Test
  void aRateIsSteadyOnceTheLatestOnesDifferByLittle() {
    assertThat(Meter.steady(List.of(10.0, 60.0, 100.0, 101.0, 99.0, 100.0))).isTrue();
  }

  @Test
  void aRateThatGrowsIsNotSteady() {
    assertThat(Meter.steady(List.of(60.0, 70.0, 80.0, 90.0, 100.0))).isFalse();
  }

  @Test
  void afterAFewSecondsNoRateIsSteadyYet() {
    assertThat(Meter.steady(List.of(100.0, 100.0, 100.0, 100.0))).isFalse();
  }

  @Test
  void nothingAtAllIsNotSteady() {
    assertThat(Meter.steady(List.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0))).isFalse();
  }

  @Test
  void growthIsCountedPerSecond() {
    assertThat(new Meter.Growth(50, 500_000_000).perSecond()).isEqualTo(100);
  }
}
