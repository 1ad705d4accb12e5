package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QoveryDoorTest {
  private static final String WEBHOOKS = "/organization/default/webhook";

  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void thePagesCallCreatesASlackWebhook() {
    var body =
        """
        {"description":"to our channel","target_url":"https://hooks.slack.com/services/T0/B0/x",
         "environment_types_filter":["PRODUCTION","STAGING"],
         "project_names_filter":["shop*","ledger"],
         "events":["DEPLOYMENT_STARTED","DEPLOYMENT_FAILURE"],"kind":"SLACK","enabled":true}
        """;
    var made =
        server.send(
            "POST",
            WEBHOOKS,
            "application/json",
            body,
            Map.of("Authorization", "Token t0ken-of-the-admin-5d2e"));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.object().members().keySet())
        .containsExactly(
            "id",
            "created_at",
            "updated_at",
            "kind",
            "target_url",
            "target_secret_set",
            "description",
            "enabled",
            "events",
            "project_names_filter",
            "environment_types_filter");
    assertThat(made.text("kind")).isEqualTo("SLACK");
    assertThat(made.text()).doesNotContain("services/T0");
    assertThat(server.subscription().text("sink")).contains("slack");
    server.publish(deploy("Shop Front", "STAGING", "failed"));
    server.publish(deploy("Shop Front", "STAGING", "succeeded"));
    server.publish(deploy("Ledger", "PREVIEW", "failed"));
    assertThat(server.slack.recording.shipments()).hasSize(1);
  }

  @Test
  void aStandardWebhookSendsQoverysPayloadWithItsSecret() {
    create("\"target_secret\":\"open-sesame\"");
    server.answer(200);
    server.publish(deploy("Shop", "PRODUCTION", "succeeded"));
    var got = server.received();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().getHeaders().get("Qovery-Signature")).isEqualTo("open-sesame");
    assertThat(got.getFirst().getBody().utf8()).contains("\"DEPLOYMENT_SUCCESSFUL\"");
  }

  @Test
  void projectsAreMeantByTheirNamesOnly() {
    create("\"project_names_filter\":[\"P-1\"],\"events\":[\"DEPLOYMENT_STARTED\"]");
    server.answer(200);
    server.publish(deploy("Shop", "PRODUCTION", "started"));
    assertThat(server.received()).isEmpty();
    server.publish(deploy("p-1", "PRODUCTION", "started"));
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void anEventThatIsNamedTwiceIsNamedOnce() {
    create("");
    var body =
        """
        {"kind":"STANDARD","target_url":"https://r.test/a",
         "events":["DEPLOYMENT_STARTED","DEPLOYMENT_STARTED"]}
        """;
    assertThat(server.post(WEBHOOKS, body).object().array("events"))
        .isEqualTo(texts("DEPLOYMENT_STARTED"));
  }

  @Test
  void aSecretIsOnlyToldAsBeingSetAndKeptByAPutWithoutOne() {
    var id = create("\"target_secret\":\"open-sesame\"");
    var shown = server.get(WEBHOOKS + "/" + id);
    assertThat(shown.text()).doesNotContain("open-sesame");
    assertThat(shown.object().bool("target_secret_set")).contains(true);
    var changed = server.put(WEBHOOKS + "/" + id, webhook("\"description\":\"other\""));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.object().bool("target_secret_set")).contains(true);
    assertThat(changed.text("description")).isEqualTo("other");
  }

  @Test
  void aPutReplacesWhatItLeavesOut() {
    var id = create("\"description\":\"first\",\"project_names_filter\":[\"a\"],\"enabled\":false");
    var changed = server.put(WEBHOOKS + "/" + id, webhook(""));
    assertThat(changed.object().bool("enabled")).contains(true);
    assertThat(changed.text("description")).isEmpty();
    assertThat(changed.object().array("project_names_filter").items()).isEmpty();
  }

  @Test
  void aPutLeavesAloneWhatQoveryHasNoFieldFor() {
    var id = create("");
    var native_ = "/v1/organizations/default/subscriptions/" + id;
    server.send(
        "PATCH",
        native_,
        "application/json",
        "{\"name\":\"mine\",\"retry\":{\"schedule\":[\"PT9S\"]},\"options\":{\"timeout\":\"PT3S\"}}");
    server.put(WEBHOOKS + "/" + id, webhook(""));
    var seen = server.get(native_);
    assertThat(seen.text("name")).isEqualTo("mine");
    assertThat(seen.object().object("retry").array("schedule")).isEqualTo(texts("PT9S"));
    assertThat(seen.object().object("options").text("timeout")).contains("PT3S");
  }

  @Test
  void aPutMayChangeTheKind() {
    var id = create("\"target_secret\":\"open-sesame\"");
    var changed =
        server.put(
            WEBHOOKS + "/" + id,
            """
            {"kind":"SLACK","target_url":"https://hooks.slack.com/services/T0/B0/x",
             "events":["DEPLOYMENT_STARTED"]}
            """);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.text("kind")).isEqualTo("SLACK");
    assertThat(changed.object().bool("target_secret_set")).contains(false);
  }

  @Test
  void listsInResultsAndDeletes() {
    var one = create("");
    var two = create("");
    var listed = server.get(WEBHOOKS);
    assertThat(listed.object().members().keySet()).containsExactly("results");
    assertThat(listed.list("results"))
        .extracting(w -> w.text("id").orElse(""))
        .containsExactly(two, one);
    assertThat(server.delete(WEBHOOKS + "/" + one).status()).isEqualTo(204);
    assertThat(server.delete(WEBHOOKS + "/" + one).status()).isEqualTo(404);
    assertThat(server.get(WEBHOOKS + "/" + one).status()).isEqualTo(404);
    assertThat(server.get(WEBHOOKS).list("results")).hasSize(1);
  }

  @Test
  void seesWhatWasSubscribedElsewhereInItsDialectAndNothingElse() {
    server.post(
        "/v1/organizations/default/subscriptions",
        "{\"options\":{\"url\":\"https://r.test/a\"},\"dialect\":\"qovery\"}");
    server.post(
        "/v1/organizations/default/subscriptions",
        "{\"options\":{\"url\":\"https://r.test/a\"},\"dialect\":\"horizon\"}");
    var listed = server.get(WEBHOOKS).list("results");
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().array("events").items()).hasSize(4);
  }

  @Test
  void tellsWhatWasSentWithTheLatestAnswer() {
    var id = create("");
    server.answer(500, 202);
    var event = server.publish(deploy("Shop", "PRODUCTION", "cancelled"));
    var delivery = event.object().array("deliveries").items().getFirst();
    var line = server.get(WEBHOOKS + "/" + id + "/event").list("results").getFirst();
    assertThat(line.integer("target_response_status_code")).hasValue(500);
    server.post(
        "/v1/organizations/default/deliveries/"
            + ((dev.hookcast.core.json.JsonObject) delivery).text("id").orElseThrow()
            + "/resend",
        "");
    server.deliver();
    line = server.get(WEBHOOKS + "/" + id + "/event").list("results").getFirst();
    assertThat(line.members().keySet())
        .containsExactly(
            "id",
            "created_at",
            "kind",
            "matched_event",
            "target_url_used",
            "request",
            "target_response_status_code",
            "target_response_body");
    assertThat(line.text("matched_event")).contains("DEPLOYMENT_CANCELLED");
    assertThat(line.text("target_url_used")).contains(server.target("/q"));
    assertThat(line.integer("target_response_status_code")).hasValue(202);
    assertThat(line.text("target_response_body")).contains("said 202");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"target_url":"https://r.test/a","events":["DEPLOYMENT_STARTED"]} | kind
          {"kind":"OTHER","target_url":"https://r.test/a","events":["DEPLOYMENT_STARTED"]} | kind
          {"kind":"STANDARD","events":["DEPLOYMENT_STARTED"]} | target_url
          {"kind":"STANDARD","target_url":"ftp://r.test/a","events":["DEPLOYMENT_STARTED"]} | target_url
          {"kind":"STANDARD","target_url":"http://10.1.2.3/","events":["DEPLOYMENT_STARTED"]} | target_url
          {"kind":"STANDARD","target_url":7,"events":["DEPLOYMENT_STARTED"]} | target_url
          {"kind":"STANDARD","target_url":"https://r.test/a"} | events
          {"kind":"STANDARD","target_url":"https://r.test/a","events":[]} | events
          {"kind":"STANDARD","target_url":"https://r.test/a","events":["DEPLOYMENT_FAILED"]} | events
          {"kind":"STANDARD","target_url":"https://r.test/a","events":["DEPLOYMENT_STARTED"],"environment_types_filter":["LIVE"]} | environment_types_filter
          {"kind":"STANDARD","target_url":"https://r.test/a","events":["DEPLOYMENT_STARTED"],"project_names_filter":["a*b"]} | project_names_filter
          {"kind":"STANDARD","target_url":"https://r.test/a","events":["DEPLOYMENT_STARTED"],"target_secret":"ü"} | target_secret
          {"kind":"SLACK","target_url":"https://hooks.slack.com/services/T0/B0/x","events":["DEPLOYMENT_STARTED"],"target_secret":"s"} | target_secret
          {"kind":"STANDARD" |
          """)
  void badInputIs400InQoverysFormAndLeavesNothingBehind(String body, String field) {
    var refused = server.post(WEBHOOKS, body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.type()).isEqualTo("application/json");
    assertThat(refused.object().integer("status")).hasValue(400);
    assertThat(refused.text("error")).isEqualTo("Bad Request");
    assertThat(refused.text("message")).startsWith(field == null ? "" : field).isNotBlank();
    assertThat(server.get(WEBHOOKS).list("results")).isEmpty();
  }

  @Test
  void aPutThatCantWorkChangesNothing() {
    var id = create("\"description\":\"first\"");
    assertThat(server.put(WEBHOOKS + "/" + id, "{\"kind\":\"STANDARD\"}").status()).isEqualTo(400);
    assertThat(server.get(WEBHOOKS + "/" + id).text("description")).isEqualTo("first");
  }

  @Test
  void theOrganizationHasToBeTheTokens() {
    var foreign = server.as("elsewhere", "GET", WEBHOOKS, "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(foreign.text("error")).isEqualTo("Not Found");
    var theirs = "/organization/elsewhere/webhook";
    assertThat(server.as("elsewhere", "GET", theirs, "").list("results")).isEmpty();
    var id = create("");
    for (var call : List.of("GET ", "GET /event", "PUT ", "DELETE ")) {
      var parts = call.split(" ", 2);
      var path = theirs + "/" + id + parts[1];
      assertThat(server.as("elsewhere", parts[0], path, webhook("")).status())
          .as(call)
          .isEqualTo(404);
    }
    assertThat(server.get(WEBHOOKS).list("results")).hasSize(1);
    assertThat(server.get("/organization/nobody/webhook").status()).isEqualTo(404);
    assertThat(server.as("wrong", "GET", WEBHOOKS, "").status()).isEqualTo(401);
    var reader = server.as("reader", "POST", WEBHOOKS, webhook(""));
    assertThat(reader.status()).isEqualTo(403);
    assertThat(reader.text("error")).isEqualTo("Forbidden");
    assertThat(server.as("reader", "GET", WEBHOOKS, "").status()).isEqualTo(200);
  }

  @Test
  void secretsAndPayloadsTakeTheScopesThatTheyTakeElsewhere() {
    var id = create("\"target_secret\":\"open-sesame\"");
    server.answer(200);
    server.publish(deploy("Shop", "PRODUCTION", "succeeded"));
    var path = WEBHOOKS + "/" + id;
    var replaced = server.as("plain", "PUT", path, webhook("\"target_secret\":\"other-words\""));
    assertThat(replaced.status()).as(replaced.text()).isEqualTo(403);
    assertThat(server.as("plain", "PUT", path, webhook("")).status()).isEqualTo(200);
    // Its requests carry the secret.
    var elsewhere = webhook("").replace(server.target("/q"), "http://127.0.0.2:9000/q");
    var diverted = server.as("plain", "PUT", path, elsewhere);
    assertThat(diverted.status()).as(diverted.text()).isEqualTo(400);
    assertThat(server.get(path).text("target_url")).isEqualTo(server.target("/q"));
    var whole = server.get(path + "/event").list("results").getFirst();
    var seen = server.as("plain", "GET", path + "/event", "").list("results").getFirst();
    assertThat(whole.text("request").orElse("")).contains("DEPLOYMENT_SUCCESSFUL");
    assertThat(seen)
        .isEqualTo(
            whole.with("request", JsonNull.NULL).with("target_response_body", JsonNull.NULL));
  }

  private String create(String members) {
    var made = server.post(WEBHOOKS, webhook(members));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  @Test
  void aSecretThatOnlySignedIsShownToNobodyWithoutTheScopeForIt() {
    var subscriptions = "/v1/organizations/default/subscriptions";
    var made =
        server.post(
            subscriptions,
            "{\"dialect\":\"convox\",\"options\":{\"url\":\"%s\",\"secret\":\"%s\"}}"
                .formatted(server.target("/q"), "ab".repeat(32)));
    var path = subscriptions + "/" + made.text("id");
    for (var dialect : List.of("qovery", "horizon")) {
      var refused = server.as("plain", "PATCH", path, "{\"dialect\":\"" + dialect + "\"}");
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.text("code")).isEqualTo("secrets_must_be_reset");
    }
    assertThat(server.get(path).text("dialect")).isEqualTo("convox");
  }

  private String webhook(String members) {
    var events = "\"events\":[\"DEPLOYMENT_SUCCESSFUL\",\"DEPLOYMENT_CANCELLED\"]";
    return """
    {"kind":"STANDARD","target_url":"%s",%s}
    """
        .formatted(
            server.target("/q"),
            members.contains("\"events\"")
                ? members
                : events + (members.isEmpty() ? "" : "," + members));
  }

  private static String deploy(String project, String type, String status) {
    return """
    {"type":"environment.deploy","status":"%s",
     "scope":{"project":{"id":"p-1","name":"%s"},
              "environment":{"id":"e-1","name":"live","type":"%s"}},
     "deployment":{"id":"d-1"}}
    """
        .formatted(status, project, type);
  }

  private static JsonArray texts(String... texts) {
    return JsonArray.ofTexts(List.of(texts));
  }
}
