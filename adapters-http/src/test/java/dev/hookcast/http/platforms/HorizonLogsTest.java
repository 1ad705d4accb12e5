package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.server.Limits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HorizonLogsTest {
  private static final String API = HorizonClient.API;

  private final DoorServer server = new DoorServer();
  private final HorizonClient horizon = new HorizonClient(server);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void thePayloadHasTheNumbersThatTheLogHas() {
    var id =
        horizon.create(
            "groups/12", "\"secret\":\"open-sesame\",\"triggers\":[\"cluster_created\"]");
    horizon.publish(
        "cluster.create",
        "{\"group\":{\"id\":\"12\"},\"cluster\":{\"id\":\"7\",\"name\":\"Shop-1\"},"
            + "\"application\":{\"name\":\"shop\"}}");
    var got = server.received().getFirst();
    var payload = (JsonObject) new JacksonJson().read(Bytes.utf8(got.getBody().utf8()));
    var row = horizon.rows(id, "").getFirst();
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
    var whole = server.get(API + "/webhooklogs/" + HorizonClient.id(row)).object().object("data");
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
  void anEntryWithoutItsPayloadHasEmptyBodiesAndIsNotResent() {
    var id = horizon.create("groups/12", "");
    horizon.deploy("shop-1");
    var before = horizon.rows(id, "").getFirst();
    server.expirePayloads();
    var row = horizon.rows(id, "").getFirst();
    assertThat(HorizonClient.id(row)).isEqualTo(HorizonClient.id(before));
    assertThat(row.text("status")).isEqualTo(before.text("status"));
    var whole = server.get(API + "/webhooklogs/" + HorizonClient.id(row)).object().object("data");
    assertThat(whole.text("requestData")).contains("");
    assertThat(whole.text("responseBody")).contains("");
    assertThat(whole.text("requestHeaders").orElse("")).contains("Content-Type");
    var refused = horizon.resend(HorizonClient.id(row));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.text("errorMessage")).startsWith("Its payload has expired");
  }

  @Test
  void resendsThroughEitherVersionCountAsResends() {
    var rate = new Limits.Rate(Optional.empty(), Optional.of(1));
    var limits = new Limits(Limits.Rate.ANY, rate, Optional.empty(), 100, 100);
    try (var limited = new DoorServer(limits)) {
      var client = new HorizonClient(limited);
      var id = client.create("groups/12", "");
      client.deploy("shop-1");
      long log = HorizonClient.id(client.rows(id, "").getFirst());
      for (int i = 0; i < 10; i++) {
        var path = "/apis/core/v" + (1 + i % 2) + "/webhooklogs/" + log + "/resend";
        assertThat(limited.post(path, "").status()).isEqualTo(200);
      }
      var refused = client.resend(log);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.text("errorMessage"))
          .isEqualTo("There are too many resends of this organization.");
    }
  }

  @Test
  void aFailureIsNotTriedAgainUnlessSomebodyResendsIt() {
    var id = horizon.create("groups/12", "");
    server.answer(503);
    horizon.deploy("shop-1");
    server.clock.advance(Duration.ofDays(3));
    server.deliver();
    var failed = horizon.rows(id, "").getFirst();
    assertThat(failed.text("status")).contains("failed");
    assertThat(failed.text("errorMessage")).contains("unexpected response code: 503");
    var answer = horizon.resend(HorizonClient.id(failed));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    var asked = answer.object().object("data");
    assertThat(asked.text("status")).contains("waiting");
    assertThat(HorizonClient.id(asked)).isGreaterThan(HorizonClient.id(failed));
    assertThat(asked.text("createdAt")).contains("2026-05-09T07:08:09Z");
    assertThat(horizon.rows(id, "")).containsExactly(asked, failed);
    server.received();
    server.answer(302);
    server.deliver();
    var sent = server.received();
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().getBody().utf8())
        .startsWith("{\"id\":" + HorizonClient.id(asked) + ",");
    var rows = horizon.rows(id, "");
    assertThat(rows).hasSize(2);
    assertThat(rows.getLast()).isEqualTo(failed);
    assertThat(rows.getFirst().text("status")).contains("success");
    assertThat(rows.getFirst().text("createdAt")).isEqualTo(asked.text("createdAt"));
  }

  @Test
  void whatArrivedAndWhatWaitsCanBeResentToo() {
    var id = horizon.create("groups/12", "");
    horizon.deploy("shop-1");
    var first =
        horizon.resend(HorizonClient.id(horizon.rows(id, "").getFirst())).object().object("data");
    var second = horizon.resend(HorizonClient.id(first)).object().object("data");
    assertThat(horizon.rows(id, "")).hasSize(3);
    server.deliver();
    server.deliver();
    assertThat(server.received()).hasSize(3);
    assertThat(horizon.rows(id, ""))
        .extracting(HorizonClient::id)
        .startsWith(HorizonClient.id(second), HorizonClient.id(first));
    assertThat(horizon.rows(id, ""))
        .extracting(r -> r.text("status").orElse(""))
        .containsOnly("success");
  }

  @Test
  void aPausedWebhookIsNotResent() {
    var id = horizon.create("groups/12", "");
    horizon.deploy("shop-1");
    server.put(API + "/webhooks/" + id, "{\"enabled\":false}");
    var refused = horizon.resend(HorizonClient.id(horizon.rows(id, "").getFirst()));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("errorCode")).isEqualTo("InvalidParam");
    assertThat(refused.text("errorMessage")).contains("paused");
    assertThat(horizon.rows(id, "")).hasSize(1);
  }

  @Test
  void whatCouldNotBeSentSaysWhy() {
    var id = horizon.create("groups/12", "");
    server.receiver.close();
    horizon.deploy("shop-1");
    var row = horizon.rows(id, "").getFirst();
    assertThat(row.text("status")).contains("failed");
    assertThat(row.text("errorMessage").orElse("")).startsWith("failed to send req, error: ");
    var whole = server.get(API + "/webhooklogs/" + HorizonClient.id(row)).object().object("data");
    assertThat(whole.text("responseBody")).contains("");
    assertThat(whole.text("responseHeaders")).contains("");
    assertThat(whole.text("requestData").orElse("")).contains("clusters_deployed");
  }

  @Test
  void logsAreReadInPagesNewestFirst() {
    var id = horizon.create("groups/12", "");
    for (int i = 0; i < 53; i++) {
      horizon.deploy("shop-" + i);
    }
    assertThat(horizon.rows(id, "")).hasSize(20);
    assertThat(horizon.rows(id, "?pageSize=51")).hasSize(50);
    assertThat(horizon.rows(id, "?pageSize=0")).hasSize(20);
    assertThat(horizon.rows(id, "?pageNumber=x&pageSize=-1")).hasSize(20);
    var third = horizon.rows(id, "?pageNumber=3");
    assertThat(third).extracting(r -> r.text("resourceName").orElse("")).hasSize(13);
    assertThat(third.getFirst().text("resourceName")).contains("shop-12");
    assertThat(horizon.rows(id, "?pageNumber=4")).isEmpty();
    assertThat(
            server
                .get(HorizonClient.logs(id, "?pageNumber=4"))
                .object()
                .object("data")
                .integer("total"))
        .hasValue(53);
  }

  @Test
  void logsAreNarrowedByEventInEitherSpellingAndByResourceName() {
    var id = horizon.create("groups/12", "\"triggers\":[\"*\"]");
    horizon.deploy("Shop-1");
    horizon.publish("cluster.create", HorizonClient.cluster("shop-2"));
    horizon.publish("cluster.create", HorizonClient.cluster("ledger"));
    horizon.publish("cluster.free", HorizonClient.cluster("ledger"));
    assertThat(horizon.names(id, "")).containsExactly("ledger", "ledger", "shop-2", "Shop-1");
    assertThat(horizon.names(id, "?eventType=clusters_created"))
        .containsExactly("ledger", "shop-2");
    assertThat(horizon.names(id, "?eventType=cluster_created")).containsExactly("ledger", "shop-2");
    assertThat(horizon.names(id, "?eventType=clusters_deployed")).containsExactly("Shop-1");
    assertThat(horizon.names(id, "?eventType=clusters_rollbacked")).isEmpty();
    assertThat(horizon.names(id, "?eventType=nothing")).isEmpty();
    assertThat(horizon.names(id, "?eventType=*")).hasSize(4);
    assertThat(horizon.names(id, "?filter=SHOP")).containsExactly("shop-2", "Shop-1");
    assertThat(horizon.names(id, "?filter=edge&eventType=clusters_freed"))
        .containsExactly("ledger");
    var page =
        server
            .get(HorizonClient.logs(id, "?filter=e&pageSize=1&pageNumber=2"))
            .object()
            .object("data");
    assertThat(page.integer("total")).hasValue(2);
    assertThat(page.array("items").items()).hasSize(1);
  }

  @Test
  void anEventThatCameInFromHorizonKeepsItsOwnNumberAndExtra() {
    var id = horizon.create("groups/0", "");
    server.post(
        "/v1/organizations/default/events?dialect=horizon",
        """
        {"eventID":18446744073709551615,"webhookID":1,"application":{"id":31,"name":"quay"},
         "eventType":"application_transferred","extra":"{\\"a\\":1}"}
        """);
    server.deliver();
    var row = horizon.rows(id, "").getFirst();
    assertThat(row.get("eventID")).contains(new JsonNumber("18446744073709551615"));
    assertThat(row.text("eventType")).contains("application_transferred");
    assertThat(row.text("resourceType")).contains("applications");
    assertThat(row.text("extra")).contains("{\"a\":1}");
    assertThat(horizon.names(id, "?eventType=applications_transferred")).containsExactly("quay");
  }

  @Test
  void withoutTheScopeForPayloadsAnEntryLooksAsInTheList() {
    var id = horizon.create("groups/0", "");
    server.post(
        "/v1/organizations/default/events?dialect=horizon",
        "{\"eventType\":\"clusters_freed\",\"cluster\":{\"id\":7},\"extra\":\"hidden\"}");
    server.deliver();
    var log = HorizonClient.id(horizon.rows(id, "").getFirst());
    var whole = server.as("plain", "GET", API + "/webhooklogs/" + log, "");
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.text()).doesNotContain("hidden").doesNotContain("request");
    var row = whole.object().object("data");
    assertThat(row).isEqualTo(horizon.rows(id, "").getFirst().without("extra"));
    assertThat(server.as("plain", "GET", HorizonClient.logs(id, ""), "").text())
        .doesNotContain("hidden");
    var resent = server.as("plain", "POST", API + "/webhooklogs/" + log + "/resend", "");
    assertThat(resent.status()).isEqualTo(403);
  }
}
