package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes that are restarted in turns. They share a data folder, and their clocks are ten
 * minutes apart: who they are and how late it is they know from their database. {@code .ci/faults
 * rolling} does it more often, and {@code apart} sets the clock of the whole process.
 */
class RollingTest {
  private static final int EVENTS = 300;
  private static final long SHORTEST_WAIT_MILLIS = 160; // 200 ms less 20 % of jitter

  private final int times = Integer.getInteger("fault.times", 1);
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void nodesThatAreRestartedInTurnsLoseAndRepeatNothing() throws Exception {
    System.out.println("fault.seed = " + seed);
    var plan = Plan.of(seed, 2).sharing(1, 0).ahead(1, Duration.ofMinutes(10));
    try (var fleet = new Fleet(folder, plan)) {
      var scenes = new FleetScenes(fleet, seed);
      fleet.letPass(EVENTS);
      eachHasOneEpoch(fleet);
      for (int i = 0; i < times; i++) {
        scenes.roll(i % fleet.size());
      }
      var finding = Findings.sound(fleet, seed);
      var waits = fleet.ledger().waits();
      System.out.println(
          "waits of 200 and 500 ms: %d to %d".formatted(waits.getMin(), waits.getMax()));
      assertThat(finding.duplicates()).as("duplicates, seed %d", seed).isZero();
      assertThat(finding.interrupted()).as("interrupted, seed %d", seed).isZero();
      assertThat(waits.getMin()).as("seed %d", seed).isGreaterThanOrEqualTo(SHORTEST_WAIT_MILLIS);
    }
  }

  private void eachHasOneEpoch(Fleet fleet) throws Exception {
    for (int i = 0; i < fleet.size(); i++) {
      assertThat(fleet.epochs(i)).as("epochs of node %d, seed %d", i, seed).isEqualTo(1);
    }
  }
}
