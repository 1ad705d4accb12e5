package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often each platform's webhooks are tried, seen by a receiver that counts. */
class PlatformTermsTest {
  private static final String SUBSCRIPTIONS = "/v1/organizations/default/subscriptions";
  private static final String DELIVERIES = "/v1/organizations/default/deliveries";

  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 404, 410, 302, 226})
  void divshotSendsSixRequestsAtMostAndNeverPauses(int status) {
    server.post("/apps/*/hooks", "{\"url\":\"" + server.target("/d") + "\"}");
    assertThat(requests(status)).isEqualTo(6);
    assertThat(state()).isEqualTo("exhausted");
    assertThat(server.subscription().bool("enabled")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 429, 404})
  void horizonSendsOneRequestUntilSomebodyResendsIt(int status) {
    server.post(
        "/apis/core/v2/groups/0/webhooks",
        "{\"url\":\"" + server.target("/h") + "\",\"triggers\":[\"*\"]}");
    assertThat(requests(status)).isEqualTo(1);
    assertThat(state()).isEqualTo("exhausted");
    server.always(302);
    server.post(DELIVERIES + "/" + delivery("id") + "/resend", "");
    server.deliver();
    assertThat(server.received()).hasSize(1);
    assertThat(state()).isEqualTo("delivered");
  }

  @ParameterizedTest
  @CsvSource({"convox, 500", "qovery, 302", "platformsh, 404", "cloudevents, 503"})
  void theOthersSendTenRequestsOverThreeDays(String dialect, int status) {
    subscribe(dialect, "");
    assertThat(requests(status)).isEqualTo(10);
    assertThat(state()).isEqualTo("exhausted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"convox", "qovery", "platformsh", "cloudevents"})
  void theOthersStopWhenTheReceiverSaysThatItIsGone(String dialect) {
    subscribe(dialect, "");
    assertThat(requests(410)).isEqualTo(1);
    assertThat(server.subscription().bool("enabled")).contains(false);
  }

  @Test
  void everyDefaultCanBeChanged() {
    subscribe("divshot", ",\"retry\":{\"schedule\":[\"PT1S\"],\"jitter\":0}");
    assertThat(requests(500)).isEqualTo(2);
  }

  /** Publishes one deploy and lets days pass; how many requests came of it. */
  private int requests(int status) {
    var event =
        """
        {"type":"environment.deploy","status":"%s","deployment":{"id":"r-1","version":4},
         "scope":{"project":{"id":"p"},"environment":{"name":"production"},"rack":"north",
                  "application":{"id":"1","name":"till"},"cluster":{"id":"7","name":"till-live"}}}
        """;
    server.always(status);
    var horizon = server.subscription().text("dialect").filter("horizon"::equals).isPresent();
    var published = server.publish(event.formatted(horizon ? "started" : "succeeded"));
    assertThat(published.object().integer("matched")).as(published.text()).hasValue(1);
    int requests = server.received().size();
    for (int hours = 0; hours < 24 * 6; hours++) {
      server.clock.advance(Duration.ofHours(1));
      server.deliver();
      requests += server.received().size();
    }
    return requests;
  }

  private void subscribe(String dialect, String members) {
    var body = "{\"dialect\":\"%s\",\"options\":{\"url\":\"%s\"}%s}";
    var made = server.post(SUBSCRIPTIONS, body.formatted(dialect, server.target("/x"), members));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
  }

  private String state() {
    return delivery("state");
  }

  private String delivery(String member) {
    return server.get(DELIVERIES).list("items").getFirst().text(member).orElseThrow();
  }
}
