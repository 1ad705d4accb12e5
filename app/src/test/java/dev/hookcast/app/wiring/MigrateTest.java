package dev.hookcast.app.wiring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.hookcast.app.cli.Commands;
import dev.hookcast.app.cli.MigrateCommand;
import dev.hookcast.app.cli.Surroundings;
import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.http.JacksonJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command that moves a service's store to PostgreSQL. */
class MigrateTest {
  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private static EmbeddedPostgres server;
  private static String url;

  @TempDir Path data;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws IOException {
    // As Hookcast wants it: for tests these are off by default.
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    url = "postgresql://postgres:gannet77@127.0.0.1:" + server.getPort() + "/postgres";
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void aServiceGoesOnOnPostgresWhereItStoppedOnSqlite() {
    RECEIVER.stubFor(post("/in").willReturn(aResponse().withStatus(503)));
    String waiting;
    String token;
    try (var stage = new Stage(data)) {
      stage.post(
          "/subscriptions",
          "{\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[\"PT1S\"],\"jitter\":0}}"
              .formatted(RECEIVER.url("/in")));
      waiting = Stage.delivery(stage.post("/events", "{\"type\":\"build.create\"}"));
      await().until(() -> state(stage, waiting).equals("waiting"));
      token = stage.post("/tokens", "{\"name\":\"ci\",\"scopes\":[\"viewer\"]}").toString();
      assertThat(migrate(url)).isOne();
      assertThat(text(err)).contains("hookcast: Another process has ");
    }
    assertThat(token).contains("ci");
    RECEIVER.stubFor(post("/in").willReturn(ok()));

    assertThat(migrate(url)).as(text(err)).isZero();
    assertThat(text(err)).contains("copying delivery: 1 of 1", "comparing event: 1 of 1");
    assertThat(text(out)).contains("SHA-256", "the same on both sides");
    assertThat(text(out) + text(err)).doesNotContain("gannet77");
    try (var stage = new Stage(data, Map.of("storage.url", url))) {
      await().until(() -> state(stage, waiting).equals("delivered"));
      assertThat(stage.get("/subscriptions").array("items").items()).hasSize(1);
      assertThat(stage.get("/tokens").array("items").items()).hasSize(1);
    }
    assertThat(migrate(url)).isOne();
    assertThat(text(err)).contains("already");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThat(run("--from", "postgresql://u:p@h/d", "--to", url)).isEqualTo(2);
    assertThat(run("--from", "sqlite:" + data.resolve("a.db"), "--to", "sqlite:b.db")).isEqualTo(2);
    assertThat(run("--from", "sqlite:" + data.resolve("a.db"))).isEqualTo(2);
    assertThat(text(err)).contains("--from has to be", "--to: this has to be", "--to is missing");
    assertThat(run("--from", "sqlite:" + data.resolve("a.db"), "--to", url)).isOne();
    assertThat(text(err)).contains("There is no master.key in " + data);
    assertThat(data).isEmptyDirectory();
  }

  private int migrate(String to) {
    return run("--from", "sqlite:" + data.resolve("hookcast.db"), "--to", to);
  }

  private int run(String... options) {
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
    var command = new MigrateCommand(surroundings, wiring::move, wiring.clock());
    var arguments = new String[options.length + 1];
    arguments[0] = "migrate";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return new Commands(surroundings, List.of(command), sessions -> List.of()).run(arguments);
  }

  private static String state(Stage stage, String id) {
    return stage.get("/deliveries/" + id).text("state").orElseThrow();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
