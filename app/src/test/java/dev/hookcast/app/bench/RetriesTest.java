package dev.hookcast.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Settings;
import dev.hookcast.app.config.Sources;
import dev.hookcast.app.wiring.Stage;
import dev.hookcast.app.wiring.Wiring;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetriesTest {
  private static final String NOBODY = "http://127.0.0.1:1024/";

  @TempDir Path data;

  @Test
  void asManyAsWereAskedForWaitWithOneFailedAttempt() throws InterruptedException {
    var subscriptions = new ArrayList<SubscriptionId>();
    try (var stage = new Stage(data)) {
      for (int i = 0; i < 4; i++) {
        var made = stage.post("/subscriptions", "{\"options\":{\"url\":\"" + NOBODY + "\"}}");
        subscriptions.add(new SubscriptionId(made.text("id").orElseThrow()));
      }
    }
    try (var cellar = cellar()) {
      new Retries(cellar, "default", NOBODY, Thread::startVirtualThread)
          .add(10, subscriptions, said -> {});
    }
    try (var stage = new Stage(data)) {
      var deliveries = stage.get("/deliveries").array("items").items();
      assertThat(deliveries).hasSize(10);
      assertThat(stage.get("/events").array("items").items()).hasSize(3);
      // The first is due at once, and may be under way.
      assertThat(deliveries.stream().filter(RetriesTest::waits)).hasSizeGreaterThanOrEqualTo(9);
      assertThat(deliveries.stream().map(RetriesTest::attempts))
          .allSatisfy(attempts -> assertThat(attempts).isNotEmpty());
    }
  }

  private Cellar cellar() {
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    var flags = Map.of("data.dir", data.toString());
    return wiring.cellar(Config.of(Settings.read(new Sources(Optional.empty(), Map.of(), flags))));
  }

  private static boolean waits(Json delivery) {
    return ((JsonObject) delivery).text("state").orElse("").equals("waiting");
  }

  private static List<Json> attempts(Json delivery) {
    return ((JsonObject) delivery).array("attempts").items();
  }
}
