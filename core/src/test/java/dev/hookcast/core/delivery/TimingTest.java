package dev.hookcast.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimingTest {
  @Test
  void itIsReadBackAsItWasWritten() {
    var timing =
        new Timing(Map.of(Phase.RECEIVING, Duration.ZERO, Phase.CONNECT, Duration.ofMillis(1_500)));
    assertThat(timing.text()).isEqualTo(",1500000,,,,0");
    assertThat(Timing.read(timing.text())).isEqualTo(timing);
    assertThat(Timing.UNKNOWN.known()).isFalse();
    assertThat(Timing.read(Timing.UNKNOWN.text())).isEqualTo(Timing.UNKNOWN);
  }

  @Test
  void phasesStandInTheirOrderToTheMicrosecond() {
    var timing =
        new Timing(Map.of(Phase.WAITING, Duration.ofNanos(2_999), Phase.DNS, Duration.ofNanos(10)));
    assertThat(timing.spent())
        .containsExactly(
            Map.entry(Phase.DNS, Duration.ZERO), Map.entry(Phase.WAITING, Duration.ofNanos(2_000)));
  }

  @Test
  void nothingIsKnownFromATextOfAnotherForm() {
    for (var text : List.of("", "1", "1,2,3,4,5", "1,2,3,4,5,6,7", "a,,,,,", ",,,,,1.5")) {
      assertThat(Timing.read(text)).as("read from '%s'", text).isEqualTo(Timing.UNKNOWN);
    }
  }
}
