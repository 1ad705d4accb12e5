package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes whose PostgreSQL is restarted, in good order and after its first process was
 * killed. {@code .ci/faults restarts} does it more often, every twenty seconds.
 */
class RestartsTest {
  private static final Duration LONGEST_HEALING = Duration.ofSeconds(5);

  private final int times = Integer.getInteger("fault.times", 2);
  private final Duration pause = Duration.ofSeconds(Integer.getInteger("fault.pause", 0));
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void aServerThatIsRestartedOrKilledCostsNothingThatWasAccepted() throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, Plan.of(seed, 2))) {
      var scenes = new FleetScenes(fleet, seed);
      var server = fleet.server();
      for (int i = 0; i < times; i++) {
        Run.pass(pause);
        var took =
            i % 2 == 0
                ? scenes.harm("a restart of the server", server::restart)
                : scenes.harm("a kill of the server", server::kill);
        System.out.println("accepted by all nodes again after " + took.toMillis() + " ms");
        assertThat(took).as("seed %d", seed).isLessThan(LONGEST_HEALING);
      }
      Findings.sound(fleet, seed);
    }
  }
}
