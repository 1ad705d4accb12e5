package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.faults.Child.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are asked to end, that aren't alone, or that nobody listens to. */
class ProcessFaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final long seed = new Random().nextLong();

  @TempDir private Path folder;

  @Test
  void aServiceThatIsAskedToEndUnderLoadLosesAndRepeatsNothing() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 200)) {
      var scenes = new Scenes(run, seed);
      for (int i = 0; i < 2; i++) {
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

  @Test
  void aSecondServiceOnTheSameFolderRefusesAndTheFirstGoesOn() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 50)) {
      var first = run.start(Launch.PLAIN);
      try (var second = Child.start(folder.resolve("data"), Launch.PLAIN)) {
        assertThat(second.door()).isEmpty();
        assertThat(second.ended(PATIENCE)).contains(1);
        assertThat(second.log()).contains("Another process has");
      }
      assertThat(first.alive()).isTrue();
      assertThat(run.letPass(20, PATIENCE)).isTrue();
      assertThat(run.finish().violations()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void aServiceThatStandsStillForAWhileLosesAndRepeatsNothing() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 200)) {
      var scenes = new Scenes(run, seed);
      assertThat(scenes.freeze(Duration.ofSeconds(3)).alive()).isTrue();
      var finding = run.finish();
      assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
      assertThat(finding.duplicates()).as("duplicates, seed %d", seed).isZero();
      assertThat(run.target().mostInFlight()).as("at once, seed %d", seed).isBetween(1, 4);
    }
  }

  @Test
  void aServiceWhoseLogNobodyReadsGoesOn() throws Exception {
    try (var run = new Run(folder.resolve("data"), Workload.of(seed), 400)) {
      run.start(Launch.PLAIN.unread());
      // A line for each attempt: more than the pipe and the log's own queue hold.
      assertThat(run.letPass(800, PATIENCE)).isTrue();
      assertThat(run.finish().violations()).as("seed %d", seed).isEmpty();
    }
  }
}
