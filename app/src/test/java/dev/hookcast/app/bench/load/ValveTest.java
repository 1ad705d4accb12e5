package dev.hookcast.app.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ValveTest {
  private static final long NOT_YET = -1;

  @Test
  void asManyMayLeaveAsThereIsRoomForAllTheirDeliveries() {
    var valve = Valve.of(new Pace.Closed(4, 7), 3);
    assertThat(valve.next(10)).isEqualTo(10);
    assertThat(valve.next(20)).isEqualTo(20);
    assertThat(valve.next(30)).isEqualTo(NOT_YET);
  }

  @Test
  void whatArrivesMakesRoom() {
    var valve = Valve.of(new Pace.Closed(4, 3), 3);
    valve.next(10);
    valve.arrived();
    valve.arrived();
    assertThat(valve.next(20)).isEqualTo(NOT_YET);
    valve.arrived();
    assertThat(valve.next(30)).isEqualTo(30);
  }

  @Test
  void anOpenPaceGoesByTheClockWhateverArrives() {
    var valve = Valve.of(new Pace.Open(4, 3_000), 2);
    var second = TimeUnit.SECONDS.toNanos(1);
    var due = new ArrayList<Long>();
    for (long at = valve.next(second - 1); at != NOT_YET; at = valve.next(second - 1)) {
      due.add(at);
    }
    assertThat(due).hasSize(1_500).isSorted().allMatch(at -> at >= 0 && at < second);
  }

  @Test
  void whatLeavesLateCountsFromWhenItWasDue() {
    var valve = Valve.of(new Pace.Open(4, 1_000), 1);
    valve.next(0);
    assertThat(valve.next(TimeUnit.SECONDS.toNanos(5))).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
  }
}
