package dev.hookcast.app.wiring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.hookcast.app.service.Refusal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole on PostgreSQL. */
class PostgresServiceTest {
  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  private static EmbeddedPostgres server;

  @TempDir Path data;

  @BeforeAll
  static void start() throws IOException {
    // As Hookcast wants it: for tests these are off by default.
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void whatWasAcceptedIsDeliveredAndReadAlsoAfterARestart() {
    RECEIVER.stubFor(post("/well").willReturn(ok("thanks")));
    RECEIVER.stubFor(post("/ill").willReturn(aResponse().withStatus(503)));
    var delivered = new ArrayList<String>();
    String waiting;
    try (var stage = new Stage(data, settings("postgres"))) {
      var well = subscribe(stage, "/well");
      for (int i = 0; i < 20; i++) {
        delivered.add(publish(stage));
      }
      delivered.forEach(id -> await().until(() -> state(stage, id).equals("delivered")));
      stage.post("/subscriptions/" + well + "/pause");
      subscribe(stage, "/ill");
      waiting = publish(stage);
      await().until(() -> state(stage, waiting).equals("waiting"));
    }
    RECEIVER.stubFor(post("/ill").willReturn(ok()));
    try (var stage = new Stage(data, settings("postgres"))) {
      assertThat(delivered)
          .allSatisfy(id -> assertThat(state(stage, id)).isEqualTo("delivered"))
          .allSatisfy(id -> assertThat(attempts(stage, id)).isEqualTo(1));
      await().until(() -> state(stage, waiting).equals("delivered"));
      assertThat(stage.get("/events?limit=200").array("items").items()).hasSize(21);
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsRefusedWithoutThePassword() {
    assertThatThrownBy(() -> new Stage(data, settings("nowhere")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nowhere")
        .satisfies(e -> assertThat(whole(e)).doesNotContain("gannet77"));
  }

  private static Map<String, String> settings(String database) {
    return Map.of(
        "storage.url",
        "postgresql://postgres:gannet77@127.0.0.1:" + server.getPort() + "/" + database);
  }

  private static String subscribe(Stage stage, String path) {
    return stage
        .post(
            "/subscriptions",
            "{\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[\"PT1S\"],\"jitter\":0}}"
                .formatted(RECEIVER.url(path)))
        .text("id")
        .orElseThrow();
  }

  private static String publish(Stage stage) {
    return Stage.delivery(stage.post("/events", "{\"type\":\"build.create\"}"));
  }

  private static String state(Stage stage, String id) {
    return stage.get("/deliveries/" + id).text("state").orElseThrow();
  }

  private static int attempts(Stage stage, String id) {
    return stage.get("/deliveries/" + id).array("attempts").items().size();
  }

  private static String whole(Throwable e) {
    var text = new StringBuilder();
    for (var cause = e; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
    }
    return text.toString();
  }
}
