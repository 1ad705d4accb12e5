package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsResourceTest {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String URL = "{\"options\":{\"url\":\"https://r.test/a\"";
  private static final String FRESH = "whsec_" + "c3R1cmR5LW5ldy1zZWNyZXQtZm9yLXRoZS1xdWF5LTc=";
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aUrlIsEnoughAndTheSecretThatWasMadeIsShownOnce() {
    var made = api.post(SUBSCRIPTIONS, URL + "}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("location")).isEqualTo(SUBSCRIPTIONS + "/" + made.text("id"));
    assertThat(made.object().members().keySet())
        .containsExactly(
            "id",
            "number",
            "name",
            "description",
            "sink",
            "enabled",
            "dialect",
            "options",
            "filter",
            "retry",
            "limits",
            "health",
            "created_at",
            "updated_at");
    assertThat(made.text("name")).isEqualTo("webhook-" + made.object().integer("number").orElse(0));
    assertThat(made.object().object("health").text("state")).contains("active");
    assertThat(made.object().object("options").text("secret").orElseThrow()).startsWith("whsec_");
    assertThat(made.object().object("options").bool("secret_set")).contains(true);
    var secret = made.object().object("options").text("secret").orElseThrow();
    var shown = api.get(made.header("location"));
    assertThat(shown.text()).isEqualTo(made.text().replace(",\"secret\":\"" + secret + "\"", ""));
    assertThat(api.get(SUBSCRIPTIONS).items().getFirst()).isEqualTo(shown.body());
  }

  @Test
  void aSecretThatWasGivenIsNeverShown() {
    var secret = api.secret("whsec_" + "bm90LXRvLWJlLXNlZW4tYnktYW55b25lLWF0LWFsbA==");
    var header = api.secret("hdr-5up3r-s3cret");
    var made =
        api.post(
            SUBSCRIPTIONS,
            URL + ",\"secret\":\"" + secret + "\",\"headers\":{\"X-Key\":\"" + header + "\"}}}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.object().object("options").members().keySet())
        .containsExactly("url", "headers", "secret_set");
    assertThat(made.text()).contains("{\"X-Key\":\"***\"}");
    var path = made.header("location");
    api.get(path);
    api.send("PATCH", path, MERGE_PATCH, "{\"name\":\"n\"}");
    api.post(path + "/pause");
    api.send("PUT", path, "application/json", URL + ",\"secret\":\"" + secret + "\",\"x\":1}}")
        .isProblem(422, "unknown_field");
    assertThat(secrets(made.text("id")).signing().orElseThrow().reveal()).isEqualTo(secret);
  }

  @Test
  void everythingWrongIsSaidAtOnceAndNothingIsKept() {
    var got =
        api.post(
                SUBSCRIPTIONS,
                """
                {"id":"x","created_at":"now","options":{},"limits":{"concurrency":0}}\
                """)
            .isProblem(422, "invalid_input");
    assertThat(got.pointers())
        .containsExactlyInAnyOrder("/id", "/created_at", "/options/url", "/limits/concurrency");
    api.post(SUBSCRIPTIONS, "{}").isProblem(422, "required");
    api.post(SUBSCRIPTIONS, "{\"options\":{\"url\":\"no\"}}").isProblem(422, "url_invalid");
    api.post(SUBSCRIPTIONS, URL + "},\"dialect\":\"q\"}").isProblem(422, "dialect_unknown");
    api.post(SUBSCRIPTIONS, URL + "},\"sink\":\"q\"}").isProblem(422, "sink_unknown");
    api.post(SUBSCRIPTIONS, "[]").isProblem(422, "body_not_object");
    api.send("POST", SUBSCRIPTIONS, MERGE_PATCH, "{}").isProblem(415, "unsupported_media_type");
    assertThat(api.get(SUBSCRIPTIONS).items()).isEmpty();
  }

  @Test
  void anEventThatNobodyKnowsIsAWarningOrInAClosedDialectAProblem() {
    var filter = "},\"filter\":{\"events\":[\"environment.deploy\",\"sky.fall\"]}";
    var made = api.post(SUBSCRIPTIONS, URL + filter + "}");
    assertThat(made.status()).isEqualTo(201);
    var warning = made.objects("warnings").getFirst();
    assertThat(warning.text("code")).contains("unknown_event");
    assertThat(warning.text("pointer")).contains("/filter/events/1");
    assertThat(api.get(made.header("location")).object().get("warnings")).isEmpty();
    api.post(SUBSCRIPTIONS, URL + filter + ",\"dialect\":\"plain\"}")
        .isProblem(422, "unknown_event");
  }

  @Test
  void aSinkWithMessagesOfItsOwnHasNoSecret() {
    var made = api.post(SUBSCRIPTIONS, URL + "},\"sink\":\"pager\"}");
    assertThat(made.object().object("options").members().keySet()).containsExactly("url");
  }

  @Test
  void aPatchChangesWhatItNamesAndNothingElse() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("\"filter\":{\"projects\":[\"a\",\"b\"]}");
    var before = api.get(path);
    api.clock.advance(Duration.ofMinutes(3));
    for (var type : List.of(MERGE_PATCH, "application/json")) {
      var got = api.send("PATCH", path, type, "{\"filter\":{\"projects\":[\"c\"]}}");
      assertThat(got.status()).isEqualTo(200);
      var expected =
          before
              .text()
              .replace("[\"a\",\"b\"]", "[\"c\"]")
              .replaceFirst("08:00:00Z\"}$", "08:03:00Z\"}");
      assertThat(got.text()).isEqualTo(expected);
    }
    assertThat(api.send("PATCH", path, MERGE_PATCH, "{}").status()).isEqualTo(200);
    var cleared = api.send("PATCH", path, MERGE_PATCH, "{\"filter\":null,\"description\":null}");
    assertThat(cleared.text()).contains("\"projects\":[]");
    api.send("PATCH", path, MERGE_PATCH, "{\"options\":null}").isProblem(422, "required");
    api.send("PATCH", path, MERGE_PATCH, "{\"options\":{\"url\":null}}").isProblem(422, "required");
    api.send("PATCH", path, MERGE_PATCH, "{\"id\":\"x\"}").isProblem(422, "unknown_field");
    api.send("PATCH", path, MERGE_PATCH, "[]").isProblem(422, "body_not_object");
    api.send("PATCH", path, "text/json", "{}").isProblem(415, "unsupported_media_type");
  }

  @Test
  void aPatchKeepsReplacesAndRemovesHeadersOneByOne() {
    var made =
        api.post(SUBSCRIPTIONS, URL + ",\"headers\":{\"A\":\"one\",\"B\":\"two\",\"C\":\"3\"}}}");
    var patch = "{\"options\":{\"headers\":{\"A\":null,\"B\":\"***\",\"C\":\"4\",\"D\":\"5\"}}}";
    var got = api.send("PATCH", made.header("location"), MERGE_PATCH, patch);
    assertThat(got.text()).contains("{\"B\":\"***\",\"C\":\"***\",\"D\":\"***\"}");
    var headers = secrets(made.text("id")).under("headers");
    assertThat(headers)
        .extractingByKeys("B", "C", "D")
        .extracting("reveal")
        .containsExactly("two", "4", "5");
    assertThat(headers).doesNotContainKey("A");
  }

  @Test
  void aSecretPatchedToNullIsRemovedWhereTheDialectCanDoWithout() {
    var plain = api.post(SUBSCRIPTIONS, URL + ",\"secret\":\"s\"},\"dialect\":\"plain\"}");
    var remove = "{\"options\":{\"secret\":null}}";
    var without = api.send("PATCH", plain.header("location"), MERGE_PATCH, remove);
    assertThat(without.object().object("options").bool("secret_set")).contains(false);
    assertThat(secrets(plain.text("id")).signing()).isEmpty();
    var signed = SUBSCRIPTIONS + "/" + api.subscribe("");
    assertThat(
            api.send("PATCH", signed, MERGE_PATCH, remove)
                .isProblem(422, "secret_required")
                .pointers())
        .containsExactly("/options/secret");
    var kept = api.send("PUT", signed, "application/json", URL + ",\"secret\":null}}");
    assertThat(kept.object().object("options").bool("secret_set")).contains(true);
  }

  @Test
  void replacingKeepsTheSecretAndSetsTheRestBack() {
    var id = api.subscribe("\"name\":\"before\",\"filter\":{\"racks\":[\"r\"]}");
    var secret = secrets(id).signing();
    var got =
        api.send(
            "PUT",
            SUBSCRIPTIONS + "/" + id,
            "application/json",
            "{\"name\":\"after\",\"options\":{\"url\":\"https://r.test/b\"}}");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text("name")).isEqualTo("after");
    assertThat(got.text()).contains("\"racks\":[]", "https://r.test/b");
    assertThat(secrets(id).signing()).isEqualTo(secret);
  }

  @Test
  void pausingResumingAndDeletingTakeEffect() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("");
    var paused = api.post(path + "/pause");
    assertThat(paused.object().bool("enabled")).contains(false);
    assertThat(paused.object().object("health"))
        .isEqualTo(JsonObject.writing().put("state", "paused").done());
    assertThat(api.post(path + "/resume").object().object("health").text("state"))
        .contains("active");
    var deleted = api.send(api.request(path).DELETE());
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.text()).isEmpty();
    api.send(api.request(path).DELETE()).isProblem(404, "not_found");
    api.get(path).isProblem(404, "not_found");
    api.post(path + "/pause").isProblem(404, "not_found");
    api.post(path + "/resume").isProblem(404, "not_found");
    api.send("PATCH", path, MERGE_PATCH, "{}").isProblem(404, "not_found");
    api.send("PUT", path, "application/json", URL + "}}").isProblem(404, "not_found");
  }

  @Test
  void aReceiverThatIsGoneShowsInTheHealth() {
    var path = SUBSCRIPTIONS + "/" + api.subscribe("");
    api.sink.recording.answer(new dev.hookcast.core.delivery.Outcome.Gone("answered 410"));
    api.post(TestServer.EVENTS, "{\"type\":\"a.b\"}");
    api.deliver();
    var health = api.get(path).object().object("health");
    assertThat(health.text("state")).contains("paused");
    assertThat(health.text("reason")).contains("answered 410");
  }

  @Test
  void subscriptionsAreListedAPageAtATime() {
    var made = new ArrayList<Json>();
    for (int i = 0; i < 120; i++) {
      made.addFirst(Json.of(api.subscribe("")));
    }
    var seen = new ArrayList<Json>();
    var path = SUBSCRIPTIONS + "?limit=50";
    var page = api.get(path);
    while (true) {
      page.items().forEach(item -> seen.add(item.get("id").orElseThrow()));
      if (page.text("next_cursor").isEmpty()) {
        break;
      }
      page = api.get(path + "&cursor=" + page.text("next_cursor"));
    }
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void whatIsNoIdIsNotFound() {
    for (var id :
        List.of("a", "x".repeat(2_000), "'%20OR%201=1--", "%25", "_", "9223372036854775808")) {
      api.get(SUBSCRIPTIONS + "/" + id).isProblem(404, "not_found");
      api.send(api.request(SUBSCRIPTIONS + "/" + id).method("DELETE", BodyPublishers.noBody()))
          .isProblem(404, "not_found");
    }
  }

  @Test
  void aSecretThatCanNotBeReadIsShownAsSetAndKeptUntilThereIsAnother() {
    var id = api.subscribe("");
    var path = SUBSCRIPTIONS + "/" + id;
    loseSecrets(id);
    assertThat(api.get(path).object().object("options").bool("secret_set")).contains(true);
    assertThat(api.post(path + "/validate").pointers())
        .containsExactlyInAnyOrder("/options/secret", "/options/headers");
    assertThat(api.send("PATCH", path, MERGE_PATCH, "{\"name\":\"n\"}").status()).isEqualTo(200);
    assertThat(secrets(id).unreadable()).hasSize(3);

    var healed = api.send("PUT", path, "application/json", URL + ",\"secret\":\"" + FRESH + "\"}}");
    assertThat(healed.status()).isEqualTo(200);
    assertThat(secrets(id).unreadable()).isEmpty();
    assertThat(secrets(id).signing().orElseThrow().reveal()).isEqualTo(FRESH);
  }

  @Test
  void patchingInANewSecretHealsWhatIsUnreadable() {
    var id = api.subscribe("");
    var path = SUBSCRIPTIONS + "/" + id;
    loseSecrets(id);
    var patch = "{\"options\":{\"secret\":\"" + FRESH + "\",\"headers\":%s}}";
    var mixed = "{\"***\":\"***\",\"X-Quay\":\"7\"}";
    api.send("PATCH", path, MERGE_PATCH, patch.formatted(mixed)).isProblem(422, "nothing_to_keep");
    var all = "{\"***\":null,\"X-Quay\":\"7\"}";
    var healed = api.send("PATCH", path, MERGE_PATCH, patch.formatted(all));
    assertThat(healed.status()).isEqualTo(200);
    assertThat(secrets(id).suffice()).isTrue();
    assertThat(secrets(id).under("headers")).containsOnlyKeys("X-Quay");
  }

  private void loseSecrets(String id) {
    var lost = new Secrets(Optional.empty(), Optional.empty(), Map.of(), EnumSet.allOf(Part.class));
    var changed =
        api.hookcast
            .subscriptions()
            .change(OrganizationId.DEFAULT, new SubscriptionId(id), s -> s.settings().with(lost));
    assertThat(changed).isPresent();
  }

  private Secrets secrets(String id) {
    return api.hookcast
        .subscriptions()
        .find(OrganizationId.DEFAULT, new SubscriptionId(id))
        .orElseThrow()
        .settings()
        .sink()
        .secrets();
  }
}
