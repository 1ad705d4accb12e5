package dev.hookcast.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.SecretCommands;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replacing the master key from beginning to end, as an operator does it. */
class ResealTest {
  private static final String SUBSCRIPTION =
      "{\"options\":{\"url\":\"http://127.0.0.1:9999/\",\"headers\":{\"X-Team\":\"a\"}}}";

  @TempDir private Path data;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void theMasterKeyIsReplacedWhileTheServiceRuns() throws IOException {
    var key = data.resolve("master.key");
    try (var stage = new Stage(data)) {
      stage.post("/subscriptions", SUBSCRIPTION);
      assertThat(run("secrets", "new-key", "--data", data.toString())).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("version 2");
      assertThat(Files.readAllLines(key)).hasSize(2).first().asString().startsWith("2:");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      assertThat(run("secrets", "reseal", "--data", data.toString())).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("No older key is needed");
      assertThat(stage.get("/audit").toString()).contains("secrets.reseal");
    }
    var both = Files.readAllLines(key);
    Files.writeString(key, both.getLast() + "\n");
    assertThatThrownBy(() -> new Stage(data))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("master key of version 2");
    Files.writeString(key, both.getFirst() + "\n");
    try (var stage = new Stage(data)) {
      var there = stage.get("/subscriptions").array("items").items().getFirst();
      var id = ((JsonObject) there).text("id").orElseThrow();
      assertThat(stage.post("/subscriptions/" + id + "/validate").bool("valid")).hasValue(true);
    }
    for (var line : both) {
      assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(line.substring(2));
    }
  }

  @Test
  void aKeyFromTheConfigurationNeedsNoFile() {
    var chance = new SecureRandom();
    var key = Base64.getEncoder().encodeToString(chance.generateSeed(32));
    try (var stage = new Stage(data, Map.of("data.master-key", key))) {
      stage.post("/subscriptions", SUBSCRIPTION);
    }
    assertThat(data.resolve("master.key")).doesNotExist();
    var other = Base64.getEncoder().encodeToString(chance.generateSeed(32));
    assertThatThrownBy(() -> new Stage(data, Map.of("data.master-key", other)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("isn't the one that this store was made with");
    var both = "2:" + other + ",1:" + key;
    try (var stage = new Stage(data, Map.of("data.master-key", both))) {
      assertThat(stage.get("/subscriptions").array("items").items()).hasSize(1);
    }
  }

  @Test
  void aFolderWithoutAKeyGetsNone() {
    assertThat(run("secrets", "new-key", "--data", data.toString())).isOne();
    assertThat(run("secrets", "new-key", "--data", data.resolve("none").toString())).isEqualTo(2);
    assertThat(data).isEmptyDirectory();
  }

  private int run(String... arguments) {
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    var printed = new PrintStream(out, true, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), printed, printed, false, false, 80);
    var surroundings =
        new Surroundings(terminal, Map.of(), new JacksonJson(), InstantSource.system());
    return new Commands(
            surroundings,
            List.of(),
            sessions -> List.of(new SecretCommands(sessions, Map.of(), wiring::addMasterKey)))
        .run(arguments);
  }
}
