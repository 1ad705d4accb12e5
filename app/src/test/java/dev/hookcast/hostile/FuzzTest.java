package dev.hookcast.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.wiring.Stage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short look; {@code .ci/fuzz} looks longer. */
class FuzzTest {
  private static final long REQUESTS = Long.getLong("fuzz.requests", 18_000);
  private static final long SEED = Long.getLong("fuzz.seed", 1);

  /** Whatever addresses fuzzing comes upon, nobody outside hears of it. */
  static final Map<String, String> SETTINGS =
      Map.of("egress.allow", Neighbour.ADDRESS, "egress.refuse", "0.0.0.0/0,::/0");

  @TempDir Path data;

  @Test
  void noRequestIsAnErrorOfOursAndTheNeighbourIsServedAllAlong() throws Exception {
    try (var neighbour = new Neighbour();
        var stage = new Stage(data, SETTINGS)) {
      var address = URI.create(Files.readString(data.resolve("address")).strip());
      var token = Files.readString(data.resolve("admin-token")).strip();
      var report = new Fuzzer(address, token, neighbour).run(REQUESTS, SEED);

      assertThat(report.findings()).as("seed " + SEED).isEmpty();
      assertThat(report.statuses()).as("seed " + SEED).containsKeys(200, 201, 202, 400, 404, 422);
      assertThat(report.served().values())
          .as(report.toString())
          .allMatch(took -> took.compareTo(Duration.ofSeconds(20)) < 0);
      assertThat(stage.get("/events").array("items").items()).isNotEmpty();
    }
  }
}
