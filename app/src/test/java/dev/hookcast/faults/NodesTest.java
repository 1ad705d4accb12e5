package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes on one PostgreSQL, of which one after the other is killed, or stands still past
 * its lease. {@code .ci/faults nodes} does it more often.
 */
class NodesTest {
  private static final int PER_SECOND = Integer.getInteger("fault.rate", 150);
  private static final int FEW = 20;
  private static final int LONGEST_WORK_MILLIS = 1_000;

  private final int times = Integer.getInteger("fault.times", 3);
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());
  private final Random chance = new Random(seed);

  @TempDir private Path folder;

  @Test
  void nodesThatAreKilledOrStandStillLoseNothingAndRepeatOnlyWhatWasUnderWay() throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, seed, PER_SECOND)) {
      for (int i = 0; i < times; i++) {
        fleet.letPass(FEW);
        Run.pass(Duration.ofMillis(chance.nextInt(LONGEST_WORK_MILLIS)));
        int victim = chance.nextInt(Fleet.NODES);
        if (i % 3 == 1) {
          standStill(fleet, victim);
        } else {
          kill(fleet, victim);
        }
      }
      fleet.letPass(FEW);
      var finding = fleet.finish();
      System.out.println(finding.summary());
      assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
      assertThat(finding.acked()).as("seed %d", seed).isPositive();
    }
  }

  private void kill(Fleet fleet, int victim) throws Exception {
    fleet.node(victim).kill();
    fleet.avoid(victim);
    fleet.letPass(FEW); // the other one goes on
    Run.pass(Duration.ofMillis(chance.nextInt(LONGEST_WORK_MILLIS)));
    fleet.restart(victim);
  }

  private void standStill(Fleet fleet, int victim) throws Exception {
    var node = fleet.node(victim);
    node.freeze();
    fleet.avoid(victim);
    Run.pass(NodeService.LEASE.plusSeconds(3));
    fleet.letPass(FEW);
    node.thaw();
    fleet.publishTo(victim);
    fleet.letPass(FEW);
    assertThat(node.alive()).as("seed %d", seed).isTrue();
  }
}
