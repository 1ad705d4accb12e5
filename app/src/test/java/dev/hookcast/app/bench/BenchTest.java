package dev.hookcast.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.app.cli.BenchCommand;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.app.wiring.Wiring;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Runnable> atExit = new ArrayList<>();

  @Test
  void aShortRunTellsPositiveFiguresAsOneObject() {
    int status =
        bench(
            "--seconds",
            "1",
            "--only",
            "ratio,latency",
            "--fan-out",
            "2",
            "--batch",
            "3",
            "--json");
    assertThat(status).as(text(err)).isZero();

    var figures = (JsonObject) new JacksonJson().read(Bytes.utf8(text(out).strip()));
    assertThat(List.of("raw_per_s", "durable_per_s", "ratio", "disk_ratio", "heap_max_mb"))
        .allSatisfy(name -> assertThat(number(figures, name)).as(name).isPositive());
    assertThat(List.of("p50", "p99"))
        .allSatisfy(p -> assertThat(number(figures.object("latency_one_ms"), p)).isPositive())
        .allSatisfy(p -> assertThat(number(figures.object("latency_load_ms"), p)).isPositive());
    assertThat(figures.text("store")).hasValue("sqlite");
    assertThat(figures.integer("fan_out")).hasValue(2);
    assertThat(figures.members()).doesNotContainKey("ratio_1000");
    assertThat(text(err)).contains("end to end: ").contains("the client alone: ");
    // Both are asked to put the service away: the end of the measurement, then the process's.
    assertThat(atExit).hasSize(1).allSatisfy(Runnable::run);
  }

  @Test
  void onPostgresTheDiskIsLeftOutAndNothingIsLeftBehind() throws Exception {
    try (var server = durable()) {
      var url = url(server);
      int status = bench("--seconds", "1", "--only", "ratio", "--store", url, "--json");
      assertThat(status).as(text(err)).isZero();
      var figures = (JsonObject) new JacksonJson().read(Bytes.utf8(text(out).strip()));
      assertThat(figures.text("store")).hasValue("postgresql");
      assertThat(figures.integer("nodes")).hasValue(1);
      assertThat(number(figures, "durable_per_s")).isPositive();
      assertThat(figures.members()).doesNotContainKey("disk_ratio");
      assertThat(text(out) + text(err)).doesNotContain("gannet77");
      try (var connection = server.getPostgresDatabase().getConnection();
          var statement = connection.createStatement();
          var schemas =
              statement.executeQuery(
                  "SELECT 1 FROM information_schema.schemata WHERE schema_name LIKE 'hookcast%'")) {
        assertThat(schemas.next()).isFalse();
      }
    }
  }

  @Test
  void severalNodesAreComparedWithOneAndThatWithAFile() throws Exception {
    try (var server = durable()) {
      var url = url(server);
      int status =
          bench("--seconds", "1", "--only", "store", "--store", url, "--nodes", "2", "--json");
      assertThat(status).as(text(err)).isZero();
      var figures = (JsonObject) new JacksonJson().read(Bytes.utf8(text(out).strip()));
      assertThat(List.of("nodes_over_one", "postgresql_over_sqlite"))
          .allSatisfy(name -> assertThat(number(figures, name)).as(name).isPositive());
      assertThat(figures.integer("nodes")).hasValue(2);
      assertThat(text(err)).contains("one node: ").contains("on SQLite: ");
    }
  }

  @Test
  void aServiceThatDoesNotStartIsSaidAndEndsTheBench() {
    assertThat(run("no.such.Program", "bench", "--only", "latency")).isOne();
    assertThat(text(err)).contains("the service has ended with status 1");
  }

  @Test
  void aServiceEndsWhenNobodyHoldsItsInputAnyMore(@TempDir Path folder) throws Exception {
    var program = "dev.hookcast.app.BenchedService";
    try (var service = new ServiceProcess(program, Variant.FORGETFUL, folder)) {
      service.start();
      service.awaitReady();
      assertThat(service.ready()).isTrue();
      service.stop();
      assertThatThrownBy(service::check).hasMessageContaining("ended with status 0");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--only=ratios",
        "--seconds=0",
        "--fan-out=0",
        "--endpoints=7 --fan-out=2",
        "--payload=20",
        "--batch=1001",
        "--payload=1048576 --batch=5",
        "--hanging=0",
        "--backlog=0",
        "--store=postgresql://localhost/hookcast",
        "--store=mysql://u:p@localhost/hookcast",
        "--nodes=2",
        "--only=latency,store",
        "--nodes=9 --store=postgresql://u:p@localhost/hookcast",
        "--store=sqlite:/no/such/folder"
      })
  void optionsThatCannotBeMeantAreRefused(String options) {
    assertThat(bench(options.split(" ", -1))).isEqualTo(2);
    assertThat(text(err)).contains("see: hookcast bench --help");
    assertThat(atExit).isEmpty();
  }

  private static EmbeddedPostgres durable() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  private static String url(EmbeddedPostgres server) {
    return "postgresql://postgres:gannet77@127.0.0.1:" + server.getPort() + "/postgres";
  }

  private int bench(String... options) {
    var arguments = new ArrayList<>(List.of("bench"));
    arguments.addAll(List.of(options));
    return run("dev.hookcast.app.BenchedService", arguments.toArray(String[]::new));
  }

  private int run(String program, String... arguments) {
    var wiring =
        new Wiring(
            "test",
            failure -> {
              throw failure;
            });
    var terminal =
        new Terminal(InputStream.nullInputStream(), stream(out), stream(err), false, false, 80);
    var surroundings =
        new Surroundings(terminal, Map.of(), new JacksonJson(), InstantSource.system());
    var command =
        new BenchCommand(
            surroundings,
            wiring::plainPosts,
            wiring::cellar,
            wiring::scratch,
            new Bench.Host(program, wiring.executor(), wiring.threads(), atExit::add));
    return new Commands(surroundings, List.of(command), sessions -> List.of()).run(arguments);
  }

  private static double number(JsonObject object, String name) {
    return object.get(name).orElseThrow() instanceof JsonNumber n
        ? Double.parseDouble(n.literal())
        : -1;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
