package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonDoorTest {
  private static final String API = "/apis/core/v2";
  private static final String GROUP = API + "/groups/12/webhooks";

  private final DoorServer server = new DoorServer();

  @BeforeEach
  void receiveWhateverComes() {
    var usual = new MockResponse.Builder().body("said 200").build();
    ((QueueDispatcher) server.receiver.getDispatcher()).setFailFast(usual);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis/core/v1", "/apis/core/v2"})
  void createsShowsAndListsInEitherVersion(String api) {
    var body =
        """
        {"enabled":true,"url":"https://r.test/a%20b?c=%C3%BC","sslVerifyEnabled":false,
         "description":"to the tests","secret":"open-sesame",
         "triggers":["applications_created","cluster_deleted"]}
        """;
    var made = server.post(api + "/applications/5/webhooks", body);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(made.object().members().keySet()).containsExactly("data");
    var webhook = made.object().object("data");
    assertThat(webhook.members().keySet())
        .containsExactly(
            "enabled",
            "url",
            "sslVerifyEnabled",
            "description",
            "secret",
            "triggers",
            "id",
            "createdAt",
            "updatedAt",
            "resourceType",
            "resourceID");
    assertThat(webhook.text("url")).contains("https://r.test/a%20b?c=%C3%BC");
    assertThat(webhook.bool("sslVerifyEnabled")).contains(false);
    assertThat(webhook.text("secret")).contains("");
    assertThat(webhook.array("triggers"))
        .isEqualTo(texts("applications_created", "cluster_deleted"));
    assertThat(webhook.text("createdAt")).contains("2026-05-06T07:08:09Z");
    assertThat(webhook.text("resourceType")).contains("applications");
    assertThat(webhook.integer("resourceID")).hasValue(5);
    assertThat(webhook.integer("id")).isEqualTo(server.subscription().integer("number"));
    var shown = server.get(api + "/webhooks/" + id(webhook));
    assertThat(shown.object()).isEqualTo(made.object());
    var listed = server.get(api + "/applications/5/webhooks").object().object("data");
    assertThat(listed.integer("total")).hasValue(1);
    assertThat(listed.array("items").items()).containsExactly(webhook);
    assertThat(server.subscription().text("dialect")).contains("horizon");
    assertThat(made.text()).doesNotContain("sesame");
  }

  @Test
  void isEnabledAndVerifiesUnlessSaidOtherwise() {
    var made = server.post(GROUP, "{\"url\":\"https://r.test/a\",\"triggers\":[\"*\"]}");
    assertThat(made.object().object("data").bool("enabled")).contains(true);
    assertThat(made.object().object("data").bool("sslVerifyEnabled")).contains(true);
    var off =
        server.post(GROUP, "{\"url\":\"https://r.test/a\",\"triggers\":[\"*\"],\"enabled\":false}");
    assertThat(off.object().object("data").bool("enabled")).contains(false);
  }

  @Test
  void getsWhatHappensInItsResourceAndBelow() {
    create("groups/12", "");
    create("groups/3", "");
    create("groups/0", "");
    create("applications/5", "");
    create("clusters/7", "");
    create("clusters/8", "");
    publish(
        "cluster.create",
        "{\"group\":{\"id\":\"12\",\"ancestors\":[\"3\",\"0\"]},"
            + "\"application\":{\"id\":\"5\",\"name\":\"shop\"},\"cluster\":{\"id\":\"7\",\"name\":\"shop-1\"}}");
    assertThat(server.received())
        .extracting(r -> r.getTarget())
        .containsExactlyInAnyOrder(
            "/groups/12", "/groups/3", "/groups/0", "/applications/5", "/clusters/7");
  }

  @Test
  void aResourceListsItsOwnWebhooksOnlyAndTheRootThoseThatNothingNarrows() {
    var twelve = create("groups/12", "");
    var root = create("groups/0", "");
    var application = create("applications/12", "");
    native_("{\"groups\":[\"12\",\"13\"]}");
    native_("{\"groups\":[\"payments\"]}");
    native_("{\"projects\":[\"p\"]}");
    var plain = native_("{}");
    assertThat(ids("groups/12")).containsExactly(twelve);
    assertThat(ids("groups/0")).containsExactly(plain, root);
    assertThat(ids("applications/12")).containsExactly(application);
    assertThat(ids("clusters/12")).isEmpty();
    assertThat(ids("groups/0012")).containsExactly(twelve);
  }

  @Test
  void listsWebhooksInPages() {
    var made = Stream.generate(() -> create("groups/12", "")).limit(5).toList();
    var second = server.get(GROUP + "?pageNumber=2&pageSize=2").object().object("data");
    assertThat(second.integer("total")).hasValue(5);
    assertThat(second.array("items").items())
        .extracting(w -> id((JsonObject) w))
        .containsExactly(made.get(2), made.get(1));
  }

  @Test
  void showsWhatWasSubscribedElsewhereInItsOwnWords() {
    var id =
        number(
            server.post(
                "/v1/organizations/default/subscriptions",
                """
                {"options":{"url":"https://r.test/a"},"dialect":"horizon",
                 "filter":{"events":["application.*","cluster.free"],"projects":["p"]}}
                """));
    var webhook = server.get(API + "/webhooks/" + id).object().object("data");
    assertThat(webhook.array("triggers").items())
        .contains(
            Json.of("applications_created"),
            Json.of("applications_deleted"),
            Json.of("clusters_freed"))
        .doesNotContain(Json.of("clusters_created"));
    assertThat(webhook.get("resourceType")).isEmpty();
  }

  @Test
  void aPutChangesWhatItNamesAndKeepsTheRest() {
    var id = create("groups/12", "\"secret\":\"open-sesame\",\"description\":\"first\"");
    var path = API + "/webhooks/" + id;
    var changed =
        server.put(
            path, "{\"description\":\"second\",\"secret\":\"\",\"triggers\":[],\"url\":null}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    var webhook = changed.object().object("data");
    assertThat(webhook.text("description")).contains("second");
    assertThat(webhook.text("url")).contains(server.target("/groups/12"));
    assertThat(webhook.array("triggers")).isEqualTo(texts("*"));
    assertThat(webhook.integer("resourceID")).hasValue(12);
    publish("cluster.free", "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\"}}");
    assertThat(server.received().getFirst().getHeaders().get("X-Horizon-Webhook-Secret"))
        .isEqualTo("open-sesame");
    server.put(path, "{\"enabled\":false,\"triggers\":[\"clusters_freed\"]}");
    var shown = server.get(path).object().object("data");
    assertThat(shown.bool("enabled")).contains(false);
    assertThat(shown.array("triggers")).isEqualTo(texts("clusters_freed"));
  }

  @Test
  void deletesAWebhookWithItsLogs() {
    var id = create("groups/12", "");
    publish("cluster.free", "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\"}}");
    var log = id(rows(id, "").getFirst());
    var deleted = server.delete(API + "/webhooks/" + id);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text()).isEqualTo("{}");
    for (var gone :
        List.of("/webhooks/" + id, "/webhooks/" + id + "/logs", "/webhooklogs/" + log)) {
      assertThat(server.get(API + gone).status()).as(gone).isEqualTo(404);
    }
    assertThat(server.delete(API + "/webhooks/" + id).status()).isEqualTo(404);
    assertThat(resend(log).status()).isEqualTo(404);
  }

  @Test
  void thePayloadHasTheNumbersThatTheLogHas() {
    var id = create("groups/12", "\"secret\":\"open-sesame\",\"triggers\":[\"cluster_created\"]");
    publish(
        "cluster.create",
        "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\",\"name\":\"Shop-1\"},"
            + "\"application\":{\"name\":\"shop\"}}");
    var got = server.received().getFirst();
    var payload = (JsonObject) new JacksonJson().read(Bytes.utf8(got.getBody().utf8()));
    var row = rows(id, "").getFirst();
    assertThat(row.members().keySet())
        .containsExactly(
            "id",
            "webhookID",
            "eventID",
            "url",
            "status",
            "resourceType",
            "resourceName",
            "resourceID",
            "eventType",
            "errorMessage",
            "createdAt",
            "updatedAt");
    assertThat(payload.integer("id")).isEqualTo(row.integer("id"));
    assertThat(payload.integer("webhookID")).hasValue(id).isEqualTo(row.integer("webhookID"));
    assertThat(payload.integer("eventID")).isEqualTo(row.integer("eventID"));
    assertThat(payload.text("eventType"))
        .contains("cluster_created")
        .isEqualTo(row.text("eventType"));
    assertThat(row.text("status")).contains("success");
    assertThat(row.text("resourceType")).contains("clusters");
    assertThat(row.text("resourceName")).contains("Shop-1");
    assertThat(row.integer("resourceID")).hasValue(7);
    assertThat(row.text("errorMessage")).contains("");
    var whole = server.get(API + "/webhooklogs/" + id(row)).object().object("data");
    row.members().forEach((name, value) -> assertThat(whole.get(name)).contains(value));
    assertThat(whole.text("requestData")).contains(got.getBody().utf8());
    assertThat(whole.text("requestHeaders").orElse(""))
        .contains("Content-Type:\n    - application/json;charset=utf-8\n")
        .contains("X-Horizon-Webhook-Secret:\n    - '***'\n")
        .doesNotContain("sesame");
    assertThat(whole.text("responseBody")).contains("said 200");
    assertThat(whole.text("responseHeaders").orElse("")).contains("Content-Length:\n    - '8'\n");
  }

  @Test
  void aFailureIsNotTriedAgainUnlessSomebodyResendsIt() {
    var id = create("groups/12", "");
    server.answer(503);
    deploy("shop-1");
    server.clock.advance(Duration.ofDays(3));
    server.deliver();
    var failed = rows(id, "").getFirst();
    assertThat(failed.text("status")).contains("failed");
    assertThat(failed.text("errorMessage")).contains("unexpected response code: 503");
    var answer = resend(id(failed));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var asked = answer.object().object("data");
    assertThat(asked.text("status")).contains("waiting");
    assertThat(id(asked)).isGreaterThan(id(failed));
    assertThat(asked.text("createdAt")).contains("2026-05-09T07:08:09Z");
    assertThat(rows(id, "")).containsExactly(asked, failed);
    server.received();
    server.answer(302);
    server.deliver();
    var sent = server.received();
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().getBody().utf8()).startsWith("{\"id\":" + id(asked) + ",");
    var rows = rows(id, "");
    assertThat(rows).hasSize(2);
    assertThat(rows.getLast()).isEqualTo(failed);
    assertThat(rows.getFirst().text("status")).contains("success");
    assertThat(rows.getFirst().text("createdAt")).isEqualTo(asked.text("createdAt"));
  }

  @Test
  void whatArrivedAndWhatWaitsCanBeResentToo() {
    var id = create("groups/12", "");
    deploy("shop-1");
    var first = resend(id(rows(id, "").getFirst())).object().object("data");
    var second = resend(id(first)).object().object("data");
    assertThat(rows(id, "")).hasSize(3);
    server.deliver();
    server.deliver();
    assertThat(server.received()).hasSize(3);
    assertThat(rows(id, "")).extracting(HorizonDoorTest::id).startsWith(id(second), id(first));
    assertThat(rows(id, "")).extracting(r -> r.text("status").orElse("")).containsOnly("success");
  }

  @Test
  void aPausedWebhookIsNotResent() {
    var id = create("groups/12", "");
    deploy("shop-1");
    server.put(API + "/webhooks/" + id, "{\"enabled\":false}");
    var refused = resend(id(rows(id, "").getFirst()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("errorCode")).isEqualTo("InvalidParam");
    assertThat(refused.text("errorMessage")).contains("paused");
    assertThat(rows(id, "")).hasSize(1);
  }

  @Test
  void whatCouldNotBeSentSaysWhy() {
    var id = create("groups/12", "");
    server.receiver.close();
    deploy("shop-1");
    var row = rows(id, "").getFirst();
    assertThat(row.text("status")).contains("failed");
    assertThat(row.text("errorMessage").orElse("")).startsWith("failed to send req, error: ");
    var whole = server.get(API + "/webhooklogs/" + id(row)).object().object("data");
    assertThat(whole.text("responseBody")).contains("");
    assertThat(whole.text("responseHeaders")).contains("");
    assertThat(whole.text("requestData").orElse("")).contains("clusters_deployed");
  }

  @Test
  void logsAreReadInPagesNewestFirst() {
    var id = create("groups/12", "");
    for (int i = 0; i < 53; i++) {
      deploy("shop-" + i);
    }
    assertThat(rows(id, "")).hasSize(20);
    assertThat(rows(id, "?pageSize=51")).hasSize(50);
    assertThat(rows(id, "?pageSize=0")).hasSize(20);
    assertThat(rows(id, "?pageNumber=x&pageSize=-1")).hasSize(20);
    var third = rows(id, "?pageNumber=3");
    assertThat(third).extracting(r -> r.text("resourceName").orElse("")).hasSize(13);
    assertThat(third.getFirst().text("resourceName")).contains("shop-12");
    assertThat(rows(id, "?pageNumber=4")).isEmpty();
    assertThat(server.get(logs(id, "?pageNumber=4")).object().object("data").integer("total"))
        .hasValue(53);
  }

  @Test
  void logsAreNarrowedByEventInEitherSpellingAndByResourceName() {
    var id = create("groups/12", "\"triggers\":[\"*\"]");
    deploy("Shop-1");
    publish("cluster.create", cluster("shop-2"));
    publish("cluster.create", cluster("ledger"));
    publish("cluster.free", cluster("ledger"));
    assertThat(names(id, "")).containsExactly("ledger", "ledger", "shop-2", "Shop-1");
    assertThat(names(id, "?eventType=clusters_created")).containsExactly("ledger", "shop-2");
    assertThat(names(id, "?eventType=cluster_created")).containsExactly("ledger", "shop-2");
    assertThat(names(id, "?eventType=clusters_deployed")).containsExactly("Shop-1");
    assertThat(names(id, "?eventType=clusters_rollbacked")).isEmpty();
    assertThat(names(id, "?eventType=nothing")).isEmpty();
    assertThat(names(id, "?eventType=*")).hasSize(4);
    assertThat(names(id, "?filter=SHOP")).containsExactly("shop-2", "Shop-1");
    assertThat(names(id, "?filter=edge&eventType=clusters_freed")).containsExactly("ledger");
    var page = server.get(logs(id, "?filter=e&pageSize=1&pageNumber=2")).object().object("data");
    assertThat(page.integer("total")).hasValue(2);
    assertThat(page.array("items").items()).hasSize(1);
  }

  @Test
  void anEventThatCameInFromHorizonKeepsItsOwnNumberAndExtra() {
    var id = create("groups/0", "");
    server.post(
        "/v1/organizations/default/events?dialect=horizon",
        """
        {"eventID":18446744073709551615,"webhookID":1,"application":{"id":31,"name":"quay"},
         "eventType":"application_transferred","extra":"{\\"a\\":1}"}
        """);
    server.deliver();
    var row = rows(id, "").getFirst();
    assertThat(row.get("eventID")).contains(new JsonNumber("18446744073709551615"));
    assertThat(row.text("eventType")).contains("application_transferred");
    assertThat(row.text("resourceType")).contains("applications");
    assertThat(row.text("extra")).contains("{\"a\":1}");
    assertThat(names(id, "?eventType=applications_transferred")).containsExactly("quay");
  }

  @Test
  void tellsWhichEventsThereAre() {
    var told = server.as("reader", "GET", "/apis/core/v1/supportevents", "");
    assertThat(told.status()).isEqualTo(200);
    var events = told.object().object("data");
    var words = server.hookcast.catalogue().dialect("horizon").orElseThrow().words();
    assertThat(events.members().keySet()).containsExactlyElementsOf(words);
    assertThat(words)
        .allSatisfy(
            word -> assertThat(events.text(word)).isPresent().isNotEqualTo(Optional.of(word)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"triggers":["*"]} | url: invalid url
          {"url":"","triggers":["*"]} | url: invalid url
          {"url":"ftp://r.test/","triggers":["*"]} | url: invalid url
          {"url":7,"triggers":["*"]} | url
          {"url":"https://r.test/a b","triggers":["*"]} | url
          {"url":"https://r.test/ü","triggers":["*"]} | url
          {"url":"http://10.1.2.3/","triggers":["*"]} | url
          {"url":"https://r.test/a"} | triggers: events should not be empty
          {"url":"https://r.test/a","triggers":[]} | triggers: events should not be empty
          {"url":"https://r.test/a","triggers":["*","clusters_*"]} | triggers: invalid event: clusters_*
          {"url":"https://r.test/a","triggers":["environment.deploy"]} | triggers: invalid event: environment.deploy
          {"url":"https://r.test/a","triggers":["Clusters_deployed"]} | triggers: invalid event: Clusters_deployed
          {"url":"https://r.test/a","triggers":"*"} | triggers
          {"url":"http://r.test/a","triggers":["*"],"sslVerifyEnabled":true} | sslVerifyEnabled: sslVerifyEnabled is only valid for https
          {"url":"https://r.test/a","triggers":["*"],"secret":"ü"} | secret
          {"url":"https://r.test/a","triggers":["*"],"enabled":"yes"} | enabled
          {"url" |
          """)
  void badInputIs400InHorizonsFormAndLeavesNothingBehind(String body, String message) {
    var refused = server.post(GROUP, body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.type()).isEqualTo("application/json");
    assertThat(refused.object().members().keySet())
        .containsExactly("errorCode", "errorMessage", "requestID");
    assertThat(refused.text("errorCode")).isEqualTo("InvalidParam");
    assertThat(refused.text("errorMessage"))
        .startsWith(message == null ? "" : message)
        .isNotBlank();
    assertThat(refused.text("requestID")).isNotBlank();
    assertThat(ids("groups/12")).isEmpty();
  }

  @Test
  void aPutThatCantWorkChangesNothing() {
    var id = create("groups/12", "\"description\":\"first\"");
    var refused =
        server.put(API + "/webhooks/" + id, "{\"description\":\"x\",\"triggers\":[\"odd\"]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("errorMessage")).isEqualTo("triggers: invalid event: odd");
    var shown = server.get(API + "/webhooks/" + id).object().object("data");
    assertThat(shown.text("description")).contains("first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "-1", "1.5", "0x1", "18446744073709551616", "99999999999999999999999"})
  void whatIsNoIdIs400(String id) {
    for (var path :
        List.of("/groups/%s/webhooks", "/webhooks/%s", "/webhooks/%s/logs", "/webhooklogs/%s")) {
      var refused = server.get(API + path.formatted(id));
      assertThat(refused.status()).as(path).isEqualTo(400);
      assertThat(refused.text("errorCode")).isEqualTo("InvalidParam");
    }
    assertThat(server.post(API + "/groups/" + id + "/webhooks", webhook("groups/1", "")).status())
        .isEqualTo(400);
  }

  @Test
  void webhooksBelongToGroupsApplicationsAndClusters() {
    for (var type : List.of("members", "group", "Groups", "webhooks")) {
      var path = API + "/" + type + "/12/webhooks";
      var refused = server.post(path, webhook("groups/12", ""));
      assertThat(refused.status()).as(type).isEqualTo(400);
      assertThat(refused.text("errorMessage")).isEqualTo("invalid resource type: " + type);
      assertThat(server.get(path).status()).as(type).isEqualTo(400);
    }
    assertThat(ids("groups/12")).isEmpty();
  }

  @Test
  void anUnknownNumberIs404() {
    for (var id : List.of("0", "424242", "18446744073709551615")) {
      var missing = server.get(API + "/webhooks/" + id);
      assertThat(missing.status()).as(id).isEqualTo(404);
      assertThat(missing.text("errorCode")).isEqualTo("NotFound");
      assertThat(server.get(API + "/webhooklogs/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void anotherOrganizationsWebhooksAndLogsAreMissing() {
    var id = create("groups/12", "");
    deploy("shop-1");
    var log = id(rows(id, "").getFirst());
    for (var path :
        List.of("/webhooks/" + id, "/webhooks/" + id + "/logs", "/webhooklogs/" + log)) {
      var foreign = server.as("elsewhere", "GET", API + path, "");
      assertThat(foreign.status()).as(path).isEqualTo(404);
    }
    assertThat(server.as("elsewhere", "PUT", API + "/webhooks/" + id, "{}").status())
        .isEqualTo(404);
    assertThat(server.as("elsewhere", "DELETE", API + "/webhooks/" + id, "").status())
        .isEqualTo(404);
    assertThat(server.as("elsewhere", "POST", API + "/webhooklogs/" + log + "/resend", "").status())
        .isEqualTo(404);
    assertThat(rows(id, "")).hasSize(1);
  }

  @Test
  void tokensNeedTheScopes() {
    var unknown = server.as("wrong", "GET", GROUP, "");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.text("errorCode")).isEqualTo("Unauthorized");
    assertThat(server.as("reader", "GET", GROUP, "").status()).isEqualTo(200);
    var reader = server.as("reader", "POST", GROUP, webhook("groups/12", ""));
    assertThat(reader.status()).isEqualTo(403);
    assertThat(reader.text("errorCode")).isEqualTo("AccessDeny");
    var id = create("groups/12", "");
    assertThat(server.as("reader", "GET", logs(id, ""), "").status()).isEqualTo(403);
  }

  @Test
  void withoutTheScopeForPayloadsAnEntryLooksAsInTheList() {
    var id = create("groups/0", "");
    server.post(
        "/v1/organizations/default/events?dialect=horizon",
        "{\"eventType\":\"clusters_freed\",\"cluster\":{\"id\":7},\"extra\":\"hidden\"}");
    server.deliver();
    var log = id(rows(id, "").getFirst());
    var whole = server.as("plain", "GET", API + "/webhooklogs/" + log, "");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.text()).doesNotContain("hidden").doesNotContain("request");
    var row = whole.object().object("data");
    assertThat(row).isEqualTo(rows(id, "").getFirst().without("extra"));
    assertThat(server.as("plain", "GET", logs(id, ""), "").text()).doesNotContain("hidden");
    var resent = server.as("plain", "POST", API + "/webhooklogs/" + log + "/resend", "");
    assertThat(resent.status()).isEqualTo(403);
  }

  @Test
  void aSecretIsReplacedWithTheScopeForSecretsOnly() {
    var id = create("groups/12", "\"secret\":\"open-sesame\"");
    var path = API + "/webhooks/" + id;
    var refused = server.as("plain", "PUT", path, "{\"secret\":\"other\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("errorCode")).isEqualTo("AccessDeny");
    assertThat(server.as("plain", "PUT", path, "{\"secret\":\"\"}").status()).isEqualTo(200);
    assertThat(server.put(path, "{\"secret\":\"other\"}").status()).isEqualTo(200);
  }

  private long create(String resource, String members) {
    var made = server.post(API + "/" + resource + "/webhooks", webhook(resource, members));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return id(made.object().object("data"));
  }

  private String webhook(String resource, String members) {
    var triggers = members.contains("\"triggers\"") ? "" : ",\"triggers\":[\"*\"]";
    var more = members.isEmpty() ? "" : "," + members;
    return "{\"url\":\"" + server.target("/" + resource) + "\"" + triggers + more + "}";
  }

  private long native_(String filter) {
    return number(
        server.post(
            "/v1/organizations/default/subscriptions",
            "{\"options\":{\"url\":\"https://r.test/a\"},\"dialect\":\"horizon\",\"filter\":"
                + filter
                + "}"));
  }

  private static long number(DoorServer.Got made) {
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.object().integer("number").orElseThrow();
  }

  private List<Long> ids(String resource) {
    var listed = server.get(API + "/" + resource + "/webhooks").object().object("data");
    return DoorServer.Got.objects(listed.array("items")).stream().map(HorizonDoorTest::id).toList();
  }

  private static long id(JsonObject object) {
    return object.integer("id").orElseThrow();
  }

  private void deploy(String cluster) {
    publish("environment.deploy", cluster(cluster));
  }

  private static String cluster(String name) {
    return "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\",\"name\":\"" + name + "\"}}";
  }

  private void publish(String type, String scope) {
    var status = type.equals("environment.deploy") ? "started" : "succeeded";
    var published =
        server.publish(
            "{\"type\":\"%s\",\"status\":\"%s\",\"scope\":%s}".formatted(type, status, scope));
    assertThat(published.status()).as(published.text()).isEqualTo(202);
  }

  private DoorServer.Got resend(long log) {
    return server.post(API + "/webhooklogs/" + log + "/resend", "");
  }

  private static String logs(long webhook, String query) {
    return API + "/webhooks/" + webhook + "/logs" + query;
  }

  private List<JsonObject> rows(long webhook, String query) {
    var listed = server.get(logs(webhook, query));
    assertThat(listed.status()).as(listed.text()).isEqualTo(200);
    return DoorServer.Got.objects(listed.object().object("data").array("items"));
  }

  private List<String> names(long webhook, String query) {
    return rows(webhook, query).stream().map(r -> r.text("resourceName").orElse("")).toList();
  }

  private static JsonArray texts(String... texts) {
    return JsonArray.ofTexts(List.of(texts));
  }
}
