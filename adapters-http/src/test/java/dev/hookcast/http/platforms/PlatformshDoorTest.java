package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformshDoorTest {
  private static final String INTEGRATIONS = "/projects/shop5kq/integrations";

  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void addsAnIntegrationWithPlatformshsDefaults() {
    var made = server.post(INTEGRATIONS, integration(""));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.object().members().keySet()).containsExactly("status", "code", "_embedded");
    assertThat(made.text("status")).isEqualTo("created");
    var entity = made.object().object("_embedded").object("entity");
    assertThat(entity.members().keySet())
        .containsExactly(
            "id",
            "created_at",
            "updated_at",
            "type",
            "events",
            "environments",
            "excluded_environments",
            "states",
            "result",
            "shared_key",
            "url",
            "_links");
    assertThat(entity.text("created_at")).contains("2026-05-06T07:08:09.000000+00:00");
    assertThat(entity.array("events")).isEqualTo(texts("*"));
    assertThat(entity.array("environments")).isEqualTo(texts("*"));
    assertThat(entity.array("excluded_environments")).isEqualTo(texts());
    assertThat(entity.array("states")).isEqualTo(texts("complete"));
    assertThat(entity.text("result")).contains("*");
    assertThat(entity.get("shared_key")).contains(JsonNull.NULL);
    assertThat(server.subscription().text("dialect")).contains("platformsh");
  }

  @Test
  void sendsTheActivitiesOfItsProjectOnly() {
    create("\"environments\":[\"main\",\"feature/*\"],\"excluded_environments\":[\"feature/x\"]");
    server.answer(200, 200, 200);
    publish("shop5kq", "main", "complete");
    publish("shop5kq", "feature/y", "complete");
    assertThat(server.received()).hasSize(2);
    publish("shop5kq", "feature/x", "complete");
    publish("shop5kq", "stage", "complete");
    publish("shop5kq", "main", "in_progress");
    publish("other", "main", "complete");
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aProjectIsMeantByItsIdOnly() {
    create("");
    server.publish(
        """
        {"type":"environment.branch","scope":{"project":{"id":"p-1","name":"shop5kq"}}}
        """);
    assertThat(server.received()).isEmpty();
  }

  @Test
  void aSharedKeyIsNeverShownAndCanBeTakenAway() {
    var id = create("\"shared_key\":\"a key of ours\"");
    var path = INTEGRATIONS + "/" + id;
    assertThat(server.get(path).text()).doesNotContain("a key of ours");
    assertThat(server.get(path).text("shared_key")).isEqualTo("***");
    assertThat(patched(path, "{\"shared_key\":\"***\"}").text("shared_key")).contains("***");
    server.answer(200);
    publish("shop5kq", "main", "complete");
    assertThat(server.received().getFirst().getHeaders().get("X-JWS-Signature")).contains("..");
    assertThat(patched(path, "{\"shared_key\":null}").get("shared_key")).contains(JsonNull.NULL);
    server.answer(200);
    publish("shop5kq", "main", "complete");
    assertThat(server.received().getFirst().getHeaders().get("X-JWS-Signature")).isNull();
  }

  @Test
  void aPatchChangesWhatItNamesAndNothingElse() {
    var path = INTEGRATIONS + "/" + create("\"events\":[\"environment.push\"]");
    var entity = patched(path, "{\"states\":[\"pending\",\"complete\"],\"result\":\"success\"}");
    assertThat(entity.array("events")).isEqualTo(texts("environment.push"));
    assertThat(entity.array("states")).isEqualTo(texts("pending", "complete"));
    assertThat(entity.text("result")).contains("success");
    assertThat(patched(path, "{\"result\":\"*\"}").text("result")).contains("*");
    assertThat(entity.text("url")).contains(server.target("/p"));
  }

  @Test
  void listsAndDeletesWithinTheProject() {
    var id = create("");
    server.post("/projects/*/integrations", integration(""));
    assertThat(server.get(INTEGRATIONS).list()).hasSize(1);
    assertThat(server.get("/projects/*/integrations").list()).hasSize(2);
    assertThat(server.delete("/projects/other/integrations/" + id).status()).isEqualTo(404);
    assertThat(server.delete(INTEGRATIONS + "/" + id).status()).isEqualTo(200);
    assertThat(server.get(INTEGRATIONS + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void validatesWhatCanWork() {
    var path = INTEGRATIONS + "/" + create("");
    var valid = server.post(path + "/validate", "");
    assertThat(valid.status()).as(valid.text()).isEqualTo(200);
    assertThat(server.get(path).object().object("_links").get("#validate")).isPresent();
  }

  @Test
  void tellsOfEachDeliveryAsAnActivity() {
    var path = INTEGRATIONS + "/" + create("");
    server.answer(200, 503);
    publish("shop5kq", "main", "complete");
    server.clock.advance(java.time.Duration.ofSeconds(1));
    publish("shop5kq", "main", "complete");
    var told = server.get(path + "/activities").list();
    assertThat(told).hasSize(2);
    var failing = told.getFirst();
    assertThat(failing.text("type")).contains("integration.webhook");
    assertThat(failing.text("state")).contains("in_progress");
    assertThat(failing.get("result")).contains(JsonNull.NULL);
    assertThat(failing.text("log").orElse("")).contains("retry HTTP 503");
    assertThat(told.getLast().text("state")).contains("complete");
    assertThat(told.getLast().text("result")).contains("success");
    assertThat(server.get(path + "/activities?count=1").list()).containsExactly(failing);
    assertThat(server.get(path + "/activities?starts_at=2026-05-06T07:08:10Z").list())
        .containsExactly(told.getLast());
    assertThat(server.get(path + "/activities?count=many").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"url":"https://r.test/a"} | type
          {"type":"health.slack","url":"https://r.test/a"} | type
          {"type":"webhook"} | url
          {"type":"webhook","url":"nowhere"} | url
          {"type":"webhook","url":"https://r.test/a","states":["done"]} | states
          {"type":"webhook","url":"https://r.test/a","result":"fine"} | result
          {"type":"webhook","url":"https://r.test/a","events":["no such event"]} | events
          {"type":"webhook","url":"https://r.test/a","events":"*"} | events
          {"type":"webhook","url":"https://r.test/a","environments":[""]} | environments
          """)
  void badInputIsAnsweredByFieldAndLeavesNothingBehind(String body, String field) {
    var refused = server.post(INTEGRATIONS, body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.object().object("detail").members().keySet()).containsExactly(field);
    assertThat(refused.object().object("detail").text(field).orElse("")).isNotBlank();
    assertThat(server.get(INTEGRATIONS).list()).isEmpty();
  }

  @Test
  void whatIsNoJsonIs400Too() {
    assertThat(server.post(INTEGRATIONS, "{").status()).isEqualTo(400);
    assertThat(server.post(INTEGRATIONS, "{").text("detail")).isNotBlank();
  }

  @Test
  void aTokenSeesItsOwnOrganizationOnly() {
    var id = create("");
    var foreign = server.as("elsewhere", "GET", INTEGRATIONS + "/" + id, "");
    assertThat(foreign.status()).isEqualTo(404);
    assertThat(server.as("elsewhere", "GET", INTEGRATIONS, "").list()).isEmpty();
    for (var call : List.of("GET /activities", "POST /validate", "PATCH ", "DELETE ")) {
      var parts = call.split(" ", 2);
      var path = INTEGRATIONS + "/" + id + parts[1];
      assertThat(server.as("elsewhere", parts[0], path, "{}").status()).as(call).isEqualTo(404);
    }
    assertThat(server.get(INTEGRATIONS).list()).hasSize(1);
    assertThat(server.as("wrong", "GET", INTEGRATIONS, "").status()).isEqualTo(401);
    assertThat(server.as("reader", "DELETE", INTEGRATIONS + "/" + id, "").status()).isEqualTo(403);
  }

  private String create(String members) {
    var made = server.post(INTEGRATIONS, integration(members));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.object().object("_embedded").object("entity").text("id").orElseThrow();
  }

  private JsonObject patched(String path, String patch) {
    var changed = server.send("PATCH", path, "application/json", patch);
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.text("status")).isEqualTo("updated");
    return changed.object().object("_embedded").object("entity");
  }

  private String integration(String members) {
    return """
    {"type":"webhook","url":"%s"%s}
    """
        .formatted(server.target("/p"), members.isEmpty() ? "" : "," + members);
  }

  private int activities;

  private void publish(String project, String environment, String state) {
    activities++;
    var activity =
        """
        {"id":"act-%d","project":"%s","type":"environment.push","state":"%s","result":"success",
         "environments":["%s"],"created_at":"2026-05-06T07:08:09.000001+00:00"}
        """
            .formatted(activities, project, state, environment);
    var published = server.post("/v1/organizations/default/events?dialect=platformsh", activity);
    assertThat(published.status()).as(published.text()).isEqualTo(202);
    server.deliver();
  }

  private static JsonArray texts(String... texts) {
    return JsonArray.ofTexts(List.of(texts));
  }
}
