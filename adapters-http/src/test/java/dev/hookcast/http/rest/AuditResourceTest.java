package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditResourceTest {
  private static final String AUDIT = "/v1/organizations/default/audit";

  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aChangeShowsWhatItWasAndWhatItIsAndNothingElse() {
    var token = api.token("default", "editor", "audit:read");
    var id = api.subscribe("\"name\":\"quay\",\"description\":\"old\"");
    api.by(token, "PATCH", SUBSCRIPTIONS + "/" + id, "{\"description\":\"new\"}");
    var entry = newest();
    assertThat(entry.text("action")).hasValue("subscription.change");
    assertThat(entry.text("organization")).hasValue("default");
    assertThat(entry.text("at")).hasValue("2026-04-02T08:00:00Z");
    assertThat(entry.object("target").text("kind")).hasValue("subscription");
    assertThat(entry.object("target").text("id")).hasValue(id);
    assertThat(entry.object("target").text("name")).hasValue("quay");
    assertThat(entry.object("before")).isEqualTo(api.parsed("{\"description\":\"old\"}"));
    assertThat(entry.object("after")).isEqualTo(api.parsed("{\"description\":\"new\"}"));
    assertThat(entry.object("by").text("kind")).hasValue("token");
    assertThat(entry.object("by").text("name")).hasValue("t");
    assertThat(entry.object("by").text("token_id")).isPresent();
  }

  @Test
  void theRequestIsNamedAsItsAnswerNamedIt() {
    var made = api.post(SUBSCRIPTIONS, "{\"options\":{\"url\":\"https://r.test/a\"}}");
    assertThat(newest().object("by").text("request_id")).hasValue(made.header("request-id"));
    assertThat(newest().object("by").text("kind")).hasValue("admin");
    assertThat(newest().object("by").get("token_id")).hasValue(JsonNull.NULL);
    assertThat(newest().object("after").object("options").text("url")).hasValue("https://r.test/a");
    assertThat(newest().get("before")).hasValue(JsonNull.NULL);
  }

  @Test
  void whereARequestComesFromIsTheSocketsWord() {
    api.send(
        api.request("/v1/organizations")
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", "198.51.100.9")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"id\":\"quay\"}")));
    var entry = api.get("/v1/audit").items().getFirst();
    assertThat(entry.text("action")).hasValue("organization.create");
    assertThat(entry.object("by").text("address")).hasValue("127.0.0.1");
  }

  @Test
  void secretsAreNamedAndNeverShown() {
    var secret = api.secret("whsec_" + "cGxhbnRlZC1ieS1hLXRlc3QtaW4tdGhlLWF1ZGl0LTE=");
    var header = api.secret("header-value-planted-01");
    var id = api.subscribe("\"name\":\"n\"");
    api.send(
        "PATCH",
        SUBSCRIPTIONS + "/" + id,
        "application/json",
        "{\"options\":{\"secret\":\"%s\",\"headers\":{\"X-Team\":\"%s\"}}}"
            .formatted(secret, header));
    assertThat(texts(newest())).containsExactly("secret", "headers/X-Team");
    assertThat(newest().object("after").object("options").object("headers").text("X-Team"))
        .hasValue("***");
    api.post(SUBSCRIPTIONS + "/" + id + "/rotate-secret");
    assertThat(newest().text("action")).hasValue("subscription.rotate_secret");
    assertThat(texts(newest())).containsExactly("secret");
    api.send(api.request(SUBSCRIPTIONS + "/" + id).DELETE());
    assertThat(newest().text("action")).hasValue("subscription.delete");
    assertThat(newest().get("after")).hasValue(JsonNull.NULL);
  }

  @Test
  void tokensComeAndGoWithTheirScopesAndWithoutTheirText() {
    var token = api.token("default", "viewer");
    var made = newest();
    assertThat(made.text("action")).hasValue("token.create");
    assertThat(made.object("after").array("scopes").items()).hasSize(3);
    var id = made.object("target").text("id").orElseThrow();
    api.send(api.request("/v1/organizations/default/tokens/" + id).DELETE());
    assertThat(newest().text("action")).hasValue("token.revoke");
    assertThat(newest().object("before")).isEqualTo(made.object("after"));
    assertThat(api.get(AUDIT).text()).doesNotContain(token);
  }

  @Test
  void whatIsRefusedLeavesNoEntry() {
    var id = api.subscribe("");
    int before = api.get(AUDIT).items().size();
    api.post(SUBSCRIPTIONS, "{\"options\":{}}");
    api.send("PATCH", SUBSCRIPTIONS + "/" + id, "application/json", "{\"dialect\":\"klingon\"}");
    api.by("reader", "DELETE", SUBSCRIPTIONS + "/" + id, "");
    assertThat(api.get(AUDIT).items()).hasSize(before);
  }

  @Test
  void theChainIsVerifiedAndItsHeadTold() {
    api.subscribe("");
    var verified = api.get(AUDIT + "/verify");
    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.text())
        .startsWith("{\"whole\":true,\"entries\":1,\"unchained\":0,\"head\":\"1:");
    assertThat(verified.text("head")).matches("1:[0-9a-f]{64}");
    assertThat(api.get(AUDIT + "/verify?known=" + verified.text("head")).status()).isEqualTo(200);
    for (var wrong : List.of("1", "1:", "x:" + "0".repeat(64), "1:" + "0".repeat(63))) {
      api.get(AUDIT + "/verify?known=" + wrong).isProblem(400, "head_invalid");
    }
    api.by("reader", "GET", AUDIT + "/verify", "").isProblem(403, "insufficient_scope");
  }

  @Test
  void theListIsFilteredAndPaged() {
    var id = api.subscribe("");
    api.clock.advance(Duration.ofMinutes(1));
    api.post(SUBSCRIPTIONS + "/" + id + "/pause");
    api.post(SUBSCRIPTIONS + "/" + id + "/resume");
    var other = api.subscribe("");
    assertThat(actions("?action=subscription.pause")).containsExactly("subscription.pause");
    assertThat(actions("?target_id=" + other)).containsExactly("subscription.create");
    assertThat(actions("?until=2026-04-02T08:00:30Z")).containsExactly("subscription.create");
    assertThat(actions("?since=2026-04-02T08:00:30Z")).hasSize(3);
    assertThat(actions("?token_id=nobody")).isEmpty();
    var page = api.get(AUDIT + "?limit=3");
    var rest = api.get(AUDIT + "?limit=3&cursor=" + page.text("next_cursor"));
    assertThat(page.items()).hasSize(3);
    assertThat(rest.items()).hasSize(1);
    api.get(AUDIT + "?action=subscription.levitate").isProblem(400, "action_unknown");
    api.get(AUDIT + "?colour=red").isProblem(400, "unknown_parameter");
  }

  private List<String> actions(String query) {
    return api.get(AUDIT + query).items().stream()
        .map(entry -> entry.text("action"))
        .flatMap(Optional::stream)
        .toList();
  }

  private JsonObject newest() {
    return api.get(AUDIT).items().getFirst();
  }

  private static List<String> texts(JsonObject entry) {
    return entry.array("secrets").items().stream()
        .map(name -> ((dev.hookcast.core.json.JsonString) name).value())
        .toList();
  }
}
