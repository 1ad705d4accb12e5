package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.faults.Child.Launch;
import dev.hookcast.faults.Halt.Point;
import dev.hookcast.faults.Target.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die without a word, at random moments and at named ones. */
class KillTest {
  private static final int PER_SECOND = 200;

  // Those behind a commit, where there is most to forget. The campaign goes through all of them.
  private static final List<Point> POINTS =
      List.of(
          Point.AFTER_ACCEPT,
          Point.AFTER_SEND,
          Point.AFTER_SETTLE,
          Point.AFTER_CLAIM,
          Point.AFTER_RECOVERY,
          Point.AFTER_RELEASE);

  private final long seed = new Random().nextLong();

  @TempDir private Path folder;

  @Test
  void aServiceThatIsKilledUnderLoadLosesNothing() throws Exception {
    try (var run = run()) {
      var scenes = new Scenes(run, seed);
      for (int i = 0; i < 3; i++) {
        scenes.kill(Launch.PLAIN);
      }
      sound(run);
    }
  }

  @Test
  void aServiceThatDiesAtANamedPointLosesNothing() throws Exception {
    try (var run = run()) {
      var scenes = new Scenes(run, seed);
      for (var point : POINTS) {
        scenes.halt(point);
      }
      scenes.killAtAnswer();
      scenes.kill(Stage.READ);
      sound(run);
    }
  }

  @Test
  void aServiceThatDiesWhileItRemovesWhatHasExpiredKeepsTheRest() throws Exception {
    try (var run = run()) {
      long ago = Duration.ofDays(40).negated().toSeconds();
      run.start(Scenes.faulty(Map.of(Faults.CLOCK, "PT" + ago + "S")));
      run.letPass(200, Duration.ofSeconds(30));
      run.pausePublishing();
      run.drain();
      run.forget();
      for (var point : List.of(Point.BEFORE_PURGE, Point.AFTER_PURGE)) {
        var child = run.start(Scenes.halting(point, 2).flagged("--retention.trust-clock", "true"));
        assertThat(child.ended(Duration.ofSeconds(30))).contains(Halt.STATUS);
        run.pausePublishing();
      }
      run.start(Launch.PLAIN.flagged("--retention.trust-clock", "true"));
      run.letPass(100, Duration.ofSeconds(30));
      sound(run);
    }
  }

  @Test
  void aServiceThatAnswersBeforeItHasStoredIsFoundOut() throws Exception {
    try (var run = run()) {
      var scenes = new Scenes(run, seed);
      scenes.kill(Scenes.faulty(Map.of(Faults.ANSWER, "early")));
      assertThat(run.finish().lost()).as("seed %d", seed).isPositive();
    }
  }

  private Run run() throws Exception {
    return new Run(folder.resolve("data"), Workload.of(seed), PER_SECOND);
  }

  private void sound(Run run) throws Exception {
    var finding = run.finish();
    assertThat(finding.violations()).as("seed %d: %s", seed, finding.summary()).isEmpty();
    assertThat(finding.acked()).as("seed %d", seed).isPositive();
  }
}
