package dev.hookcast.app.wiring;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service that only the bench can start: events arrive, and are kept nowhere. */
class ForgetfulServiceTest {
  @RegisterExtension
  static final WireMockExtension RECEIVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @TempDir Path data;

  @Test
  void anEventArrivesAndIsForgotten() {
    RECEIVER.stubFor(post("/hook").willReturn(ok()));
    try (var stage = new Stage(data, Map.of(), Wiring::forgetfulService)) {
      var url = "http://127.0.0.1:" + RECEIVER.getPort() + "/hook";
      stage.post("/subscriptions", "{\"options\":{\"url\":\"" + url + "\"}}");
      var published = stage.post("/events", "{\"type\":\"build.create\"}");
      assertThat(published.array("deliveries").items()).hasSize(1);
      await().untilAsserted(() -> RECEIVER.verify(1, postRequestedFor(urlEqualTo("/hook"))));

      assertThat(stage.get("/events").array("items").items()).isEmpty();
      assertThat(stage.get("/deliveries").array("items").items()).isEmpty();
      assertThat(stage.get("/subscriptions").array("items").items()).hasSize(1);
    }
  }
}
