package dev.hookcast.app.browser;

import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.hookcast.app.wiring.Stage;
import java.util.List;

/** Something of everything, so that there is something to see: what works and what doesn't. */
final class Furniture {
  private static final List<String> DIALECTS =
      List.of("cloudevents", "convox", "divshot", "qovery", "platformsh", "horizon");

  private Furniture() {}

  /**
   * Subscribes in every dialect, one of them with a receiver that is down, and has deploys told.
   */
  static void fill(Stage stage) {
    var receiver =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    receiver.start();
    try {
      receiver.stubFor(WireMock.post("/ok").willReturn(WireMock.ok("thanks")));
      receiver.stubFor(WireMock.post("/ill").willReturn(WireMock.serverError().withBody("ill")));
      for (var dialect : DIALECTS) {
        subscribe(stage, dialect, receiver.url("/ok"));
      }
      subscribe(stage, "ill", "cloudevents", receiver.url("/ill"));
      stage.post("/subscriptions", "{\"name\":\"to look at\",\"sink\":\"bin\"}");
      stage.token("deploy bot", "editor");
      for (int i = 1; i <= 3; i++) {
        stage.post("/events", deploy("shop-" + i));
      }
      await().until(() -> stage.get("/deliveries?state=sending").array("items").items().isEmpty());
    } finally {
      receiver.stop();
    }
  }

  private static void subscribe(Stage stage, String dialect, String url) {
    subscribe(stage, "the " + dialect + " receiver", dialect, url);
  }

  private static void subscribe(Stage stage, String name, String dialect, String url) {
    stage.post(
        "/subscriptions",
        """
        {"name":"%s","dialect":"%s","options":{"url":"%s"},
         "retry":{"schedule":["PT0.1S","PT1H"]}}\
        """
            .formatted(name, dialect, url));
  }

  private static String deploy(String project) {
    return """
    {"type":"environment.deploy","status":"succeeded",
     "scope":{"project":{"id":"p1","name":"%s"},"environment":{"id":"e1","name":"production"}},
     "actor":{"name":"Ada"},"deployment":{"version":7}}\
    """
        .formatted(project);
  }
}
