package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real nodes on one PostgreSQL, of which one after the other is killed, or stands still past its
 * lease. {@code .ci/faults nodes} does it more often, and to three of them.
 */
class NodesTest {
  private final int nodes = Integer.getInteger("fault.nodes", 2);
  private final int times = Integer.getInteger("fault.times", 2);
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void nodesThatAreKilledOrStandStillLoseNothingAndRepeatOnlyWhatWasUnderWay() throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, Plan.of(seed, nodes))) {
      var scenes = new FleetScenes(fleet, seed);
      for (int i = 0; i < times; i++) {
        int victim = scenes.anybody();
        if (i % 3 == 1) {
          scenes.standStill(victim);
          assertThat(fleet.node(victim).alive()).as("seed %d", seed).isTrue();
        } else {
          scenes.kill(victim);
        }
        Findings.progress(fleet, i + 1, times);
      }
      Findings.sound(fleet, seed);
    }
  }
}
