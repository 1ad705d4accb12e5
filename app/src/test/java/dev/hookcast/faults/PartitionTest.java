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
 * refused, or waits for each word of few connections. {@code .ci/faults partition} does it more
 * often.
 */
class PartitionTest {
  private static final int CUT_OFF = 1;
  private static final int FEW_CONNECTIONS = 6;
  private static final Duration LONGEST_HEALING = Duration.ofSeconds(5);

  // A publisher may wait for a number first, and for its event then.
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(25);

  private final int times = Integer.getInteger("fault.times", 1);
  private final Duration cut = Duration.ofSeconds(Integer.getInteger("fault.cut", 11));
  private final Duration late = Duration.ofMillis(Integer.getInteger("fault.late", 100));
  private final long seed = Long.getLong("fault.seed", new Random().nextLong());

  @TempDir private Path folder;

  @Test
  void aNodeThatLosesTouchWithItsDatabaseRefusesUntilItIsBack() throws Exception {
    System.out.println("fault.seed = " + seed);
    var ways = List.of(new Way.Silent(), new Way.Closed(), new Way.Slow(late));
    try (var fleet = new Fleet(folder, Plan.of(seed, 2).linked(CUT_OFF, FEW_CONNECTIONS))) {
      var scenes = new FleetScenes(fleet, seed);
      for (int i = 0; i < times; i++) {
        var way = ways.get(i % ways.size());
        var found = scenes.cutOff(CUT_OFF, way, cut);
        System.out.println(told(way, found));
        assertThat(found.answers())
            .as("%s, seed %d", way, seed)
            .isNotEmpty()
            .allMatch(answer -> answer.refused() || answer.acked() && way instanceof Way.Slow);
        assertThat(found.ready()).as("%s, ready", way).isEqualTo(way instanceof Way.Slow);
        assertThat(found.slowest()).as("%s, seed %d", way, seed).isLessThan(LONGEST_ANSWER);
        assertThat(found.healed().orElseThrow()).as("%s", way).isLessThan(LONGEST_HEALING);
      }
      Findings.sound(fleet, seed);
    }
  }

  private static String told(Way way, Cut found) {
    return "%s: %d answers, %d of them accepted, the slowest after %d ms; accepts again after %d ms"
        .formatted(
            way,
            found.answers().size(),
            found.answers().stream().filter(Answer::acked).count(),
            found.slowest().toMillis(),
            found.healed().map(Duration::toMillis).orElse(-1L));
  }
}
