package dev.hookcast.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.config.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandsTest {
  @TempDir Path folder;

  @Test
  void printShowsEachValueAndWhereItCameFrom() throws Exception {
    var file = Files.writeString(folder.resolve("own.yaml"), "ingest: {max-body: 9KiB}\n");

    var run =
        new Program()
            .with("HOOKCAST_SERVER_HOST", "10.1.1.1")
            .run("config", "print", "--config", file.toString(), "--port", "1234");

    assertThat(run.status()).isZero();
    assertThat(run.out().lines().map(line -> line.split(" +")))
        .hasSize(Keys.ALL.size() + 1)
        .contains(
            new String[] {"KEY", "VALUE", "FROM"},
            new String[] {"server.host", "10.1.1.1", "HOOKCAST_SERVER_HOST"},
            new String[] {"server.port", "1234", "--server.port"},
            new String[] {"ingest.max-body", "9KiB", file.toString()},
            new String[] {"delivery.max-in-flight", "1000", "default"});
  }

  @Test
  void everyKeyIsAFlag() {
    for (var key : Keys.ALL) {
      var run = new Program().run("config", "print", key.flag(), key.byDefault());

      assertThat(run.out()).as(key.name()).containsPattern(key.name() + " .*" + key.flag());
    }
  }

  @Test
  void checkSaysOk() {
    assertThat(new Program().run("config", "check")).isEqualTo(new Program.Run(0, "ok\n", ""));
  }

  @Test
  void checkListsAllErrorsAndEndsWithTwo() {
    var run =
        new Program()
            .with("HOOKCAST_SERVER_PORTS", "1")
            .with("HOOKCAST_STORAGE_URL", "postgresql://db/x")
            .run("config", "check", "--egress.https-only", "maybe");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("HOOKCAST_SERVER_PORTS") && line.contains("did you mean"))
        .anyMatch(line -> line.contains("postgresql://USER:PASSWORD@HOST:PORT/DATABASE"))
        .anyMatch(line -> line.contains("--egress.https-only"));
  }
}
