package dev.hookcast.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.faults.FleetScenes.Cut;
import dev.hookcast.faults.Publisher.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes on one PostgreSQL, of which one loses touch with it: it hears nothing any more, is
 * refused, or gets every answer late and few connections. {@code .ci/faults partition} does it more
 * often.
 */
class PartitionTest {
  private static final int CUT_OFF = 1;
  private static final Duration PAST_THE_LEASE = NodeService.LEASE.plusSeconds(10);
  private static final Duration LATE = Duration.ofSeconds(1); // there, and back
  private static final Duration LONGEST_HEALING = Duration.ofSeconds(5);

  private final int times = Integer.getInteger("fault.times", 1);
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void aNodeThatIsCutOffRefusesToAcceptAndOthersTakeOverWhatItHad() throws Exception {
    System.out.println("fault.seed = " + seed);
    try (var fleet = new Fleet(folder, Plan.of(seed, 2).linked(CUT_OFF, 99))) {
      var scenes = new FleetScenes(fleet, seed);System.out.println(java.time.LocalTime.now());
      for (int i = 0; i < times; i++) {
        for (var way : List.of(new Way.Silent(), new Way.Closed())) {
          var cut = scenes.cutOff(CUT_OFF, way, PAST_THE_LEASE);
          System.out.println(java.time.LocalTime.now() + told(way, cut));
          assertThat(cut.answers()).as("%s, seed %d", way, seed).allMatch(PartitionTest::refused);
          assertThat(cut.healed().orElseThrow())
              .as("%s, seed %d", way, seed)
              .isLessThan(LONGEST_HEALING);
        }
      }
      System.out.println(java.time.LocalTime.now());Findings.sound(fleet, seed);System.out.println(java.time.LocalTime.now());
    }
  }

  private static boolean refused(Answer answer) {
    return answer.acked() || (answer.status() == 503 && answer.retryAfter().isPresent());
  }

  private static String told(Way way, Cut cut) {
    return "%s: %d answers, %d accepted, the slowest after %d ms; accepts again after %s"
        .formatted(
            way,
            cut.answers().size(),
            cut.answers().stream().filter(Answer::acked).count(),
            cut.slowest().toMillis(),
            cut.healed());
  }
}
