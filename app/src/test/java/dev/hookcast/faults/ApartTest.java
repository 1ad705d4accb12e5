package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real nodes that don't know how late it is, or who they are. {@code .ci/faults apart} sets the
 * clock of the whole process, not only the program's.
 */
class ApartTest {
  private static final int EVENTS = Integer.getInteger("fault.times", 600);
  private static final long SHORTEST_WAIT_MILLIS = 160; // 200 ms less 20 % of jitter

  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void nodesWhoseClocksAreTenMinutesApartLeaveEachOtherAlone() throws Exception {
    var plan = Plan.of(seed, 2).ahead(1, Duration.ofMinutes(10));
    withoutFaults(plan);
  }

  @Test
  void twoProcessesOnOneDataFolderAreTwoNodes() throws Exception {
    withoutFaults(Plan.of(seed, 2).sharing(1, 0));
  }

  private void withoutFaults(Plan plan) throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, plan)) {
      fleet.letPass(EVENTS);
      for (int i = 0; i < fleet.size(); i++) {
        assertThat(fleet.epochs(i)).as("epochs of node %d, seed %d", i, seed).isEqualTo(1);
      }
      var finding = Findings.sound(fleet, seed);
      assertThat(finding.duplicates()).as("duplicates, seed %d", seed).isZero();
      assertThat(finding.interrupted()).as("interrupted, seed %d", seed).isZero();
      assertThat(fleet.ledger().waits().getMin())
          .as("seed %d", seed)
          .isGreaterThanOrEqualTo(SHORTEST_WAIT_MILLIS);
    }
  }
}
