package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConvoxDoorTest {
  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void createsAServiceUnderItsName() {
    var made = create(Map.of("name", "deploys"));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.object().members().keySet()).containsExactly("name", "status", "type", "url");
    assertThat(made.text("name")).isEqualTo("deploys");
    assertThat(made.text("status")).isEqualTo("creating");
    assertThat(made.text("type")).isEqualTo("webhook");
    assertThat(server.get("/services/deploys").text("status")).isEqualTo("running");
    assertThat(server.subscription().text("dialect")).contains("convox");
  }

  @Test
  void withoutANameItGetsOneThatIsFree() {
    create(Map.of("name", "webhook-1000"));
    assertThat(create(Map.of()).text("name")).isEqualTo("webhook-1001");
    assertThat(create(Map.of("name", "")).text("name")).isEqualTo("webhook-1002");
  }

  @Test
  void aNameCanBeTakenOnlyOnce() {
    create(Map.of("name", "deploys"));
    var again = create(Map.of("name", "deploys"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("error")).isEqualTo("service already exists: deploys");
    assertThat(server.get("/services").list()).hasSize(1);
  }

  @Test
  void aServiceGetsEveryEventOfItsRack() {
    create(Map.of("rack", "north"));
    server.answer(200, 200);
    server.publish("{\"type\":\"application.create\",\"scope\":{\"rack\":\"south\"}}");
    assertThat(server.received()).isEmpty();
    server.publish(
        """
        {"type":"application.create","scope":{"rack":"north","application":{"name":"till"}}}
        """);
    var got = server.received();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().getBody().utf8()).contains("\"app:create\"", "\"till\"");
  }

  @Test
  void aRackShowsItsOwnServicesOnly() {
    create(Map.of("name", "one", "rack", "north"));
    create(Map.of("name", "two", "rack", "south"));
    create(Map.of("name", "three"));
    assertThat(server.get("/services").list()).hasSize(3);
    assertThat(server.get("/services?rack=north").list())
        .extracting(s -> s.text("name").orElse(""))
        .containsExactly("one");
    assertThat(server.get("/services/two?rack=north").status()).isEqualTo(404);
    assertThat(server.delete("/services/two?rack=north").status()).isEqualTo(404);
    assertThat(server.get("/services/two?rack=south").status()).isEqualTo(200);
  }

  @Test
  void deletesByName() {
    create(Map.of("name", "deploys"));
    var deleted = server.delete("/services/deploys");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text("status")).isEqualTo("deleting");
    var gone = server.delete("/services/deploys");
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.text("error")).isEqualTo("no such service: deploys");
  }

  @Test
  void badInputIsAnsweredInConvoxsTextsAndLeavesNothingBehind() {
    refused(403, "invalid service type: redis", Map.of("type", "redis"));
    refused(400, "Webhook URL is required", Map.of("url", ""));
    refused(403, "invalid service name: a b", Map.of("name", "a b"));
    refused(
        400, "url: A URL here starts with https:// or http://.", Map.of("url", "gopher://r.test"));
    assertThat(server.post("/services", "{\"type\":1}").status()).isEqualTo(400);
    assertThat(server.send("POST", "/services", "text/plain", "type=webhook").status())
        .isEqualTo(415);
    assertThat(server.get("/services").list()).isEmpty();
  }

  @Test
  void aTokenSeesItsOwnOrganizationOnly() {
    create(Map.of("name", "deploys"));
    var foreign = server.as("elsewhere", "GET", "/services/deploys", "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(server.as("elsewhere", "GET", "/services", "").list()).isEmpty();
    assertThat(server.as("elsewhere", "DELETE", "/services/deploys", "").status()).isEqualTo(404);
    assertThat(server.get("/services").list()).hasSize(1);
    assertThat(server.as("wrong", "GET", "/services", "").text("error")).isNotBlank();
    assertThat(server.as("reader", "DELETE", "/services/deploys", "").status()).isEqualTo(403);
  }

  private void refused(int status, String text, Map<String, String> fields) {
    var refused = create(fields);
    assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    assertThat(refused.text("error")).isEqualTo(text);
  }

  private DoorServer.Got create(Map<String, String> fields) {
    var form = new TreeMap<>(Map.of("type", "webhook", "url", server.target("/c")));
    form.putAll(fields);
    return server.form("/services", form);
  }
}
