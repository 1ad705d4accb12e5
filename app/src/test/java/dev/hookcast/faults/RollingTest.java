package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes that are restarted in turns. {@code .ci/faults rolling} does it more often. */
class RollingTest {
  private final int times = Integer.getInteger("fault.times", 1);
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void nodesThatAreRestartedInTurnsLoseAndRepeatNothing() throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, Plan.of(seed, 2))) {
      var scenes = new FleetScenes(fleet, seed);
      for (int i = 0; i < times; i++) {
        for (int node = 0; node < fleet.size(); node++) {
          scenes.roll(node);
        }
      }
      var finding = Findings.sound(fleet, seed);
      assertThat(finding.duplicates()).as("duplicates, seed %d", seed).isZero();
      assertThat(finding.interrupted()).as("interrupted, seed %d", seed).isZero();
    }
  }
}
