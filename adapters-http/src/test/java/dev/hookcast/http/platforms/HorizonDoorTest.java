package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HorizonDoorTest {
  private static final String API = HorizonClient.API;
  private static final String GROUP = API + "/groups/12/webhooks";

  private final DoorServer server = new DoorServer();
  private final HorizonClient horizon = new HorizonClient(server);

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
    var shown = server.get(api + "/webhooks/" + HorizonClient.id(webhook));
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
    horizon.create("groups/12", "");
    horizon.create("groups/3", "");
    horizon.create("groups/0", "");
    horizon.create("applications/5", "");
    horizon.create("clusters/7", "");
    horizon.create("clusters/8", "");
    horizon.publish(
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
    var twelve = horizon.create("groups/12", "");
    var root = horizon.create("groups/0", "");
    var application = horizon.create("applications/12", "");
    native_("{\"groups\":[\"12\",\"13\"]}");
    native_("{\"groups\":[\"payments\"]}");
    native_("{\"projects\":[\"p\"]}");
    var plain = native_("{}");
    assertThat(horizon.ids("groups/12")).containsExactly(twelve);
    assertThat(horizon.ids("groups/0")).containsExactly(plain, root);
    assertThat(horizon.ids("applications/12")).containsExactly(application);
    assertThat(horizon.ids("clusters/12")).isEmpty();
    assertThat(horizon.ids("groups/0012")).containsExactly(twelve);
  }

  @Test
  void listsWebhooksInPages() {
    var made = Stream.generate(() -> horizon.create("groups/12", "")).limit(5).toList();
    var second = server.get(GROUP + "?pageNumber=2&pageSize=2").object().object("data");
    assertThat(second.integer("total")).hasValue(5);
    assertThat(second.array("items").items())
        .extracting(w -> HorizonClient.id((JsonObject) w))
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
    var id = horizon.create("groups/12", "\"secret\":\"open-sesame\",\"description\":\"first\"");
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
    horizon.publish("cluster.free", "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\"}}");
    assertThat(server.received().getFirst().getHeaders().get("X-Horizon-Webhook-Secret"))
        .isEqualTo("open-sesame");
    server.put(path, "{\"enabled\":false,\"triggers\":[\"clusters_freed\"]}");
    var shown = server.get(path).object().object("data");
    assertThat(shown.bool("enabled")).contains(false);
    assertThat(shown.array("triggers")).isEqualTo(texts("clusters_freed"));
  }

  @Test
  void deletesAWebhookWithItsLogs() {
    var id = horizon.create("groups/12", "");
    horizon.publish("cluster.free", "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\"}}");
    var log = HorizonClient.id(horizon.rows(id, "").getFirst());
    var deleted = server.delete(API + "/webhooks/" + id);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text()).isEqualTo("{}");
    for (var gone :
        List.of("/webhooks/" + id, "/webhooks/" + id + "/logs", "/webhooklogs/" + log)) {
      assertThat(server.get(API + gone).status()).as(gone).isEqualTo(404);
    }
    assertThat(server.delete(API + "/webhooks/" + id).status()).isEqualTo(404);
    assertThat(horizon.resend(log).status()).isEqualTo(404);
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
    assertThat(horizon.ids("groups/12")).isEmpty();
  }

  @Test
  void aPutThatCantWorkChangesNothing() {
    var id = horizon.create("groups/12", "\"description\":\"first\"");
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
    assertThat(
            server
                .post(API + "/groups/" + id + "/webhooks", horizon.webhook("groups/1", ""))
                .status())
        .isEqualTo(400);
  }

  @Test
  void webhooksBelongToGroupsApplicationsAndClusters() {
    for (var type : List.of("members", "group", "Groups", "webhooks")) {
      var path = API + "/" + type + "/12/webhooks";
      var refused = server.post(path, horizon.webhook("groups/12", ""));
      assertThat(refused.status()).as(type).isEqualTo(400);
      assertThat(refused.text("errorMessage")).isEqualTo("invalid resource type: " + type);
      assertThat(server.get(path).status()).as(type).isEqualTo(400);
    }
    assertThat(horizon.ids("groups/12")).isEmpty();
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
    var id = horizon.create("groups/12", "");
    horizon.deploy("shop-1");
    var log = HorizonClient.id(horizon.rows(id, "").getFirst());
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
    assertThat(horizon.rows(id, "")).hasSize(1);
  }

  @Test
  void tokensNeedTheScopes() {
    var unknown = server.as("wrong", "GET", GROUP, "");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.text("errorCode")).isEqualTo("Unauthorized");
    assertThat(server.as("reader", "GET", GROUP, "").status()).isEqualTo(200);
    var reader = server.as("reader", "POST", GROUP, horizon.webhook("groups/12", ""));
    assertThat(reader.status()).isEqualTo(403);
    assertThat(reader.text("errorCode")).isEqualTo("AccessDeny");
    var id = horizon.create("groups/12", "");
    assertThat(server.as("reader", "GET", HorizonClient.logs(id, ""), "").status()).isEqualTo(403);
  }

  @Test
  void aSecretIsReplacedWithTheScopeForSecretsOnly() {
    var id = horizon.create("groups/12", "\"secret\":\"open-sesame\"");
    var path = API + "/webhooks/" + id;
    var refused = server.as("plain", "PUT", path, "{\"secret\":\"other\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("errorCode")).isEqualTo("AccessDeny");
    assertThat(server.as("plain", "PUT", path, "{\"secret\":\"\"}").status()).isEqualTo(200);
    assertThat(server.put(path, "{\"secret\":\"other\"}").status()).isEqualTo(200);
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

  private static JsonArray texts(String... texts) {
    return JsonArray.ofTexts(List.of(texts));
  }
}
