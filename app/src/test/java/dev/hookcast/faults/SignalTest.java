package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.faults.Child.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are asked to end. */
class SignalTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long seed = new Random().nextLong();

  @TempDir private Path folder;

  @Test
  void aServiceThatIsAskedToEndUnderLoadLosesAndRepeatsNothing() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 200)) {
      var scenes = new Scenes(run, seed);
      for (int i = 0; i < 3; i++) {
        assertThat(scenes.terminate()).as("status, seed %d", seed).isZero();
      }
      var finding = run.finish();
      assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
      assertThat(finding.duplicates()).as("duplicates, seed %d", seed).isZero();
      assertThat(finding.interrupted()).as("interrupted, seed %d", seed).isZero();
    }
  }

  @Test
  void aSecondSignalEndsItAtOnceAndNothingIsLost() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 200)) {
      run.target().stall(true);
      var child = run.start(Launch.PLAIN);
      run.letPass(50, PATIENCE);
      child.terminate();
      assertThat(child.ended(Duration.ofSeconds(2))).as("it waits for its receivers").isEmpty();
      child.terminate();
      assertThat(child.ended(Duration.ofSeconds(5)))
          .hasValueSatisfying(s -> assertThat(s).isNotZero());
      run.target().stall(false);
      var finding = run.finish();
      assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
    }
  }
}
