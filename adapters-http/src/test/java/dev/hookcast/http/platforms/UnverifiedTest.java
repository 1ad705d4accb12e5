package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscription that verifies no certificate says so wherever it is shown. */
class UnverifiedTest {
  private static final String ALL = "/v1/organizations/default/subscriptions";

  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void itIsWarnedOfInEveryAnswer() {
    var made = subscribe(false);
    var one = ALL + "/" + made.text("id").orElseThrow();
    assertThat(codes(made)).containsExactly("tls_unverified");
    for (var shown :
        List.of(
            server.get(one).object(),
            server.get(ALL).list("items").getFirst(),
            server.post(one + "/pause", "").object(),
            server.send("PATCH", one, "application/json", "{\"name\":\"x\"}").object(),
            server.post(one + "/validate", "").object())) {
      assertThat(codes(shown)).as(shown.toString()).contains("tls_unverified");
    }
    var again =
        server.send("PATCH", one, "application/json", "{\"options\":{\"ssl_verify\":true}}");
    assertThat(codes(again.object())).isEmpty();
  }

  @Test
  void oneThatVerifiesIsNot() {
    var one = ALL + "/" + subscribe(true).text("id").orElseThrow();
    assertThat(codes(server.get(one).object())).isEmpty();
  }

  private JsonObject subscribe(boolean verify) {
    var body = "{\"options\":{\"url\":\"%s\",\"ssl_verify\":%s}}";
    return server.post(ALL, body.formatted(server.target("/x"), verify)).object();
  }

  private static List<String> codes(JsonObject shown) {
    return DoorServer.Got.objects(shown.array("warnings")).stream()
        .map(warning -> warning.text("code").orElse(""))
        .toList();
  }
}
