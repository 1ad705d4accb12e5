package dev.hookcast.app.wiring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.core.json.JsonObject;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service as a whole: REST in, SQLite, HTTP out. */
class ServiceTest {
  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @TempDir Path data;

  @Test
  void anEventReachesItsReceiverAndEveryAttemptCanBeRead() throws Exception {
    RECEIVER.stubFor(
        post("/hook")
            .inScenario("ill")
            .willReturn(aResponse().withStatus(500).withBody("ill"))
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("well"));
    RECEIVER.stubFor(
        post("/hook").inScenario("ill").whenScenarioStateIs("well").willReturn(ok("thanks")));
    try (var stage = new Stage(data)) {
      subscribe(stage, "/hook");
      var id = Stage.delivery(publish(stage));
      await().until(() -> state(stage, id).equals("delivered"));

      var attempts = stage.get("/deliveries/" + id).array("attempts").items();
      assertThat(attempts).hasSize(2);
      var first = (JsonObject) attempts.getFirst();
      assertThat(first.text("outcome")).contains("retry");
      assertThat(first.object("response").integer("status")).hasValue(500);
      assertThat(first.object("response").text("body")).contains("ill");
      assertThat(first.object("request").text("body").orElseThrow()).contains("build.create");
      assertThat(first.object("request").object("headers").text("webhook-id")).contains(id);
      var second = (JsonObject) attempts.getLast();
      assertThat(second.object("response").text("body")).contains("thanks");
    }
    RECEIVER.verify(2, postRequestedFor(urlEqualTo("/hook")).withHeader("X-Team", equalTo("blue")));
  }

  @Test
  void aReceiverThatRefusesForEverIsExhaustedAndCanBeResent() throws Exception {
    RECEIVER.stubFor(post("/hook").willReturn(aResponse().withStatus(500)));
    try (var stage = new Stage(data)) {
      subscribe(stage, "/hook");
      var id = Stage.delivery(publish(stage));
      await().until(() -> state(stage, id).equals("exhausted"));
      RECEIVER.stubFor(post("/hook").willReturn(ok()));
      stage.post("/deliveries/" + id + "/resend");
      await().until(() -> state(stage, id).equals("delivered"));

      var attempts = stage.get("/deliveries/" + id).array("attempts").items();
      assertThat(attempts).hasSize(4);
      assertThat(((JsonObject) attempts.getLast()).text("trigger")).contains("manual");
    }
  }

  @Test
  void whatWaitedAtTheEndGoesOnAtTheNextStart() throws Exception {
    String id;
    try (var stage = new Stage(data)) {
      var nobody = "http://127.0.0.1:" + closedPort() + "/";
      stage.post(
          "/subscriptions",
          "{\"options\":{\"url\":\"%s\"},\"retry\":{\"schedule\":[\"PT2S\"],\"jitter\":0}}"
              .formatted(nobody));
      id = Stage.delivery(publish(stage));
      await().until(() -> state(stage, id).equals("waiting"));
    }
    try (var stage = new Stage(data)) {
      await().until(() -> state(stage, id).equals("exhausted"));
      assertThat(stage.get("/deliveries/" + id).array("attempts").items()).hasSize(2);
    }
  }

  @Test
  void whatIsDueAtTheStartIsSentThoughNobodyCanCallYet() throws Exception {
    RECEIVER.stubFor(post("/hook").willReturn(aResponse().withStatus(500)));
    String id;
    try (var stage = new Stage(data)) {
      stage.post(
          "/subscriptions",
          "{\"options\":{\"url\":\"http://127.0.0.1:%d/hook\"},\"retry\":{\"schedule\":[\"PT1S\"],\"jitter\":0}}"
              .formatted(RECEIVER.getPort()));
      id = Stage.delivery(publish(stage));
      await().until(() -> state(stage, id).equals("waiting"));
    }
    RECEIVER.stubFor(post("/hook").willReturn(ok()));
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    try (var stage = new Stage(data)) {
      await().until(() -> !state(stage, id).equals("waiting"));
      await().until(() -> !state(stage, id).equals("sending"));
      assertThat(state(stage, id)).isEqualTo("delivered");
      assertThat(stage.get("/deliveries/" + id).array("attempts").items()).hasSize(2);
    }
  }

  @Test
  void whatHappensIsToldLiveUntilTheServiceEnds() throws Exception {
    RECEIVER.stubFor(post("/hook").willReturn(aResponse().withStatus(503)));
    var lines = new CopyOnWriteArrayList<String>();
    CompletableFuture<Void> reader;
    String id;
    try (var stage = new Stage(data)) {
      subscribe(stage, "/hook");
      reader = CompletableFuture.runAsync(() -> stage.follow(lines));
      await().until(() -> !lines.isEmpty());
      id = Stage.delivery(publish(stage));
      await().until(() -> lines.stream().anyMatch(line -> line.contains("exhausted")));
    }

    assertThat(lines.stream().filter(line -> line.startsWith("event: ")))
        .containsExactly("event: event", "event: attempt", "event: attempt", "event: attempt");
    assertThat(lines.stream().filter(line -> line.contains("\"kind\":\"attempt\"")))
        .hasSize(3)
        .allMatch(line -> line.contains("\"delivery_id\":\"" + id) && line.contains("503"));
    assertThatThrownBy(() -> reader.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(Failure.class);
  }

  @Test
  void theFirstStartMakesItsSecretsForTheOwnerOnly() throws Exception {
    try (var stage = new Stage(data)) {
      assertThat(stage.get("/events").array("items").items()).isEmpty();
    }
    for (var name : List.of("admin-token", "master.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aStoreWithoutItsMasterKeyIsRefused() throws Exception {
    try (var stage = new Stage(data)) {
      subscribe(stage, "/hook");
    }
    Files.move(data.resolve("master.key"), data.resolve("elsewhere"));
    assertThatThrownBy(() -> new Stage(data)).isInstanceOf(Refusal.class);
    assertThat(data.resolve("master.key")).doesNotExist();

    Files.move(data.resolve("elsewhere"), data.resolve("master.key"));
    try (var stage = new Stage(data)) {
      assertThat(stage.get("/subscriptions").array("items").items()).hasSize(1);
    }
  }

  @Test
  void aSecondProcessOnTheSameStoreIsRefusedAndTheFirstGoesOn() throws Exception {
    try (var stage = new Stage(data)) {
      assertThatThrownBy(() -> new Stage(data)).isInstanceOf(Refusal.class);
      assertThat(stage.get("/events").array("items").items()).isEmpty();
    }
  }

  @Test
  void everyListOfModulesCanBeStarted() throws Exception {
    // One store so far, so one list.
    try (var stage = new Stage(data)) {
      assertThat(stage.get("/deliveries").array("items").items()).isEmpty();
    }
  }

  private void subscribe(Stage stage, String path) {
    stage.post(
        "/subscriptions",
        """
        {"options":{"url":"%s","headers":{"X-Team":"blue"}},
         "retry":{"schedule":["PT0.1S","PT0.1S"],"jitter":0}}
        """
            .formatted("http://127.0.0.1:" + RECEIVER.getPort() + path));
  }

  private static JsonObject publish(Stage stage) {
    return stage.post("/events", "{\"type\":\"build.create\",\"build\":{\"id\":\"B7\"}}");
  }

  private static String state(Stage stage, String id) {
    return stage.get("/deliveries/" + id).text("state").orElseThrow();
  }

  private static int closedPort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
