package dev.hookcast.app.wiring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final String ATTEMPTS =
      "hookcast_attempts_seconds_count{dialect=\"cloudevents\",outcome=\"%s\",sink=\"webhook\"} %d";

  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @TempDir Path data;

  @Test
  void whatHappensIsCountedWithoutAnybodysIds() {
    RECEIVER.stubFor(post("/well").willReturn(ok()));
    RECEIVER.stubFor(post("/gone").willReturn(aResponse().withStatus(410)));
    try (var stage = new Stage(data)) {
      var well = subscribe(stage, "/well", "*");
      var gone = subscribe(stage, "/gone", "environment.deploy");
      for (int i = 0; i < 3; i++) {
        stage.post("/events", "{\"type\":\"build.create\"}");
      }
      stage.post("/events", "{\"type\":\"environment.deploy\"}");

      // The pause is an event too.
      await()
          .untilAsserted(
              () ->
                  assertThat(stage.text("/metrics"))
                      .contains(ATTEMPTS.formatted("delivered", 4))
                      .contains(ATTEMPTS.formatted("gone", 1))
                      .contains(
                          "hookcast_events_accepted_total 5.0", "hookcast_deliveries_total 5.0")
                      .contains("hookcast_subscriptions_paused_total 1.0"));
      assertThat(stage.text("/metrics"))
          .contains("jvm_memory_used_bytes", "hookcast_attempts_seconds_bucket")
          .doesNotContain(well, gone, "127.0.0.1", "build.create", "default");
    }
  }

  @Test
  void nobodyReadsThemWithoutAToken() {
    try (var stage = new Stage(data)) {
      assertThat(stage.refusalForNobody("/metrics")).contains("unauthorized");
      assertThat(stage.refusalForNobody("/openapi.yaml")).isEmpty();
      assertThat(stage.refusalForNobody("/docs")).isEmpty();
    }
  }

  private static String subscribe(Stage stage, String path, String events) {
    var url = "http://127.0.0.1:" + RECEIVER.getPort() + path;
    var body =
        "{\"options\":{\"url\":\"%s\"},\"filter\":{\"events\":[\"%s\"]}}".formatted(url, events);
    return stage.post("/subscriptions", body).text("id").orElseThrow();
  }
}
