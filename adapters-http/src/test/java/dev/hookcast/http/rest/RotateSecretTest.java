package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotateSecretTest {
  private static final String NOBODY = SUBSCRIPTIONS + "/01936d5e-0001-7000-8000-00000000000a";

  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void withoutABodyASecretIsMadeAndShownOnce() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("");
    var got = api.post(path + "/rotate-secret");

    assertThat(got.status()).as(got.text()).isEqualTo(200);
    assertThat(options(got).text("secret").orElseThrow()).startsWith("whsec_");
    assertThat(options(got).text("secret_retiring_until")).contains("2026-04-03T08:00:00Z");
    var secret = options(got).text("secret").orElseThrow();
    assertThat(api.get(path).text())
        .isEqualTo(got.text().replace(",\"secret\":\"" + secret + "\"", ""));
  }

  @Test
  void theEndOfTheOverlapIsShownUntilItHasCome() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("");
    api.post(path + "/rotate-secret", "{\"overlap\":\"PT10M\"}");

    assertThat(options(api.get(path)).text("secret")).isEmpty();
    assertThat(options(api.get(path)).text("secret_retiring_until"))
        .contains("2026-04-02T08:10:00Z");
    api.clock.advance(Duration.ofMinutes(10));
    assertThat(options(api.get(path)).get("secret_retiring_until")).isEmpty();
  }

  @Test
  void aGivenSecretIsTaken() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("\"dialect\":\"plain\"");
    assertThat(options(api.get(path)).bool("secret_set")).contains(false);

    var got = api.post(path + "/rotate-secret", "{\"secret\":\"my own\",\"overlap\":\"PT0S\"}");

    assertThat(options(got).text("secret")).contains("my own");
    assertThat(options(got).bool("secret_set")).contains(true);
    assertThat(options(got).get("secret_retiring_until")).isEmpty();
  }

  @Test
  void aBodyThatIsThereIsReadStrictly() {
    var rotate = SUBSCRIPTIONS + "/" + api.subscribe("") + "/rotate-secret";

    assertThat(
            api.post(rotate, "{\"overlap\":\"P8D\",\"until\":1}")
                .isProblem(422, "invalid_input")
                .pointers())
        .containsExactly("/overlap", "/until");
    api.post(rotate, "[]").isProblem(422, "body_not_object");
    api.post(rotate, "{").isProblem(400, "json_malformed");
    api.send("POST", rotate, "text/plain", "{}").isProblem(415, "unsupported_media_type");
    api.post(rotate + "?overlap=PT1H").isProblem(400, "unknown_parameter");
    var chunked = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[0]));
    api.send("POST", rotate, "application/json", chunked).isProblem(400, "body_empty");
  }

  @Test
  void aSinkThatSignsNothingHasNoSecretToReplace() {
    var id = api.subscribe("\"sink\":\"pager\"");

    var got = api.post(SUBSCRIPTIONS + "/" + id + "/rotate-secret");

    got.isProblem(409, "secret_unsupported");
    assertThat(got.text("detail")).isEqualTo("The sink pager signs nothing.");
  }

  @Test
  void itTakesTheScopeForSecrets() {
    var rotate = SUBSCRIPTIONS + "/" + api.subscribe("") + "/rotate-secret";
    var noBody = BodyPublishers.noBody();

    api.send(api.bare(rotate).POST(noBody)).isProblem(401, "unauthorized");
    api.send(api.bare(rotate).header("Authorization", "Bearer reader").POST(noBody))
        .isProblem(403, "insufficient_scope");
    api.send(api.bare(rotate).header("Authorization", "Bearer foreigner").POST(noBody))
        .isProblem(404, "not_found");
    api.post(NOBODY + "/rotate-secret").isProblem(404, "not_found");
  }

  private static JsonObject options(TestServer.Got got) {
    return got.object().object("options");
  }
}
