package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.DELIVERIES;
import static dev.hookcast.http.rest.TestServer.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsResourceTest {
  private static final String CLOUDEVENT = "application/cloudevents+json";
  private static final String CLOUDEVENTS = "application/cloudevents-batch+json";
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void anEventIsAcceptedWithTheDeliveriesThatItMakes() {
    var one = api.subscribe("");
    var two = api.subscribe("");
    api.subscribe("\"filter\":{\"events\":[\"cluster.create\"]}");
    var got = api.post(EVENTS, "{\"type\":\"environment.deploy\",\"id\":\"d-7\"}");
    assertThat(got.status()).isEqualTo(202);
    assertThat(got.object().members().keySet())
        .containsExactly("id", "duplicate", "matched", "deliveries");
    assertThat(got.text("id")).isEqualTo("d-7");
    assertThat(got.object().bool("duplicate")).contains(false);
    assertThat(got.object().integer("matched")).hasValue(2);
    assertThat(got.objects("deliveries"))
        .extracting(d -> d.text("subscription_id").orElseThrow())
        .containsExactlyInAnyOrder(one, two);
    var id = got.objects("deliveries").getFirst().text("id").orElseThrow();
    assertThat(api.get(DELIVERIES + "/" + id).status()).isEqualTo(200);
  }

  @Test
  void theSameAgainIsTheSameAnswerAndAnotherBodyAConflict() {
    api.subscribe("");
    var body = "{\"type\":\"a.b\",\"id\":\"same\",\"data\":{\"n\":1}}";
    var first = api.post(EVENTS, body);
    var second = api.post(EVENTS, body);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.text()).isEqualTo(first.text().replace("false", "true"));
    var conflict =
        api.post(EVENTS, body.replace("1}", "2}")).isProblem(409, "idempotency_conflict");
    assertThat(conflict.pointers()).containsExactly("");
    api.post(EVENTS, "[{\"type\":\"a.b\"}," + body.replace("1}", "2}") + "]")
        .isProblem(409, "idempotency_conflict");
    assertThat(api.get(EVENTS).items()).hasSize(1);
  }

  @Test
  void aBatchIsAnsweredInItsOrder() {
    var body =
        IntStream.range(0, 1_000)
            .mapToObj("{\"type\":\"a.b\",\"id\":\"n-%d\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    var got = api.post(EVENTS, body);
    assertThat(got.status()).isEqualTo(202);
    var ids = ((dev.hookcast.core.json.JsonArray) got.body()).items();
    assertThat(ids).hasSize(1_000);
    assertThat(api.post(EVENTS, body).status()).isEqualTo(200);
    var oneNew = api.post(EVENTS, "[{\"type\":\"a.b\",\"id\":\"n-3\"},{\"type\":\"a.b\"}]");
    assertThat(oneNew.status()).isEqualTo(202);
    assertThat(oneNew.text()).contains("\"n-3\",\"duplicate\":true").contains("false");
  }

  @Test
  void aBatchIsAcceptedWholeOrNotAtAll() {
    var bad =
        api.post(EVENTS, "[{\"type\":\"a.b\"},{\"type\":\"A B\"},{\"type\":\"a.b\",\"x\":1}]")
            .isProblem(422, "invalid_input");
    assertThat(bad.pointers()).containsExactly("/1/type", "/2/x");
    assertThat(api.post(EVENTS, "[{}]").isProblem(422, "required").pointers())
        .containsExactly("/0/type");
    assertThat(api.post(EVENTS, "[{\"type\":\"a.b\"},7,[]]").pointers())
        .containsExactly("/1", "/2");
    api.post(EVENTS, "[]").isProblem(422, "body_not_object");
    var tooMany = "[" + "{},".repeat(1_000) + "{}]";
    api.post(EVENTS, tooMany).isProblem(422, "batch_too_large");
    assertThat(api.get(EVENTS).items()).isEmpty();
  }

  @Test
  void whatCannotBeReadIsABadRequestAndWhatCannotBeAcceptedIsNot() {
    api.post(EVENTS, "").isProblem(400, "body_empty");
    api.post(EVENTS, " \n").isProblem(400, "body_empty");
    api.post(EVENTS, "{\"type\":").isProblem(400, "json_malformed");
    api.post(EVENTS, "{\"type\":NaN}").isProblem(400, "json_malformed");
    api.post(EVENTS, "{\"type\":\"a.b\"} {}").isProblem(400, "json_trailing_data");
    api.post(EVENTS, "{\"type\":\"a.b\",\"type\":\"a.b\"}").isProblem(400, "json_duplicate_key");
    api.post(EVENTS, "[".repeat(10_000)).isProblem(400, "json_too_deep");
    var utf16 = BodyPublishers.ofByteArray(new byte[] {0, '{', 0, '}'});
    assertThat(api.send("POST", EVENTS, "application/json", utf16).status()).isEqualTo(400);
    var latin = BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xe9, '"'});
    api.send("POST", EVENTS, "application/json", latin).isProblem(400, "encoding_not_utf8");
    for (var scalar : List.of("null", "true", "7", "\"x\"")) {
      api.post(EVENTS, scalar).isProblem(422, "body_not_object");
    }
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"a.b\"}").isProblem(422, "event_id_invalid");
    api.post(EVENTS, "{\"type\":\"hookcast.x\"}").isProblem(422, "event_type_reserved");
    assertThat(
            api.post(EVENTS, "{\"type\":\"a.b\",\"a/b~\":1}")
                .isProblem(422, "unknown_field")
                .pointers())
        .containsExactly("/a~1b~0");
    assertThat(api.get(EVENTS).items()).isEmpty();
  }

  @Test
  void aDialectsPayloadIsKeptAsTheBytesThatCame() {
    api.subscribe("\"dialect\":\"plain\"");
    var sent = "{ \"ping\" : \"p-1\", \"n\": 1.50e+2, \"ü\":\"\\u00fc\" }";
    var got = api.post(EVENTS + "?dialect=plain", sent);
    assertThat(got.status()).isEqualTo(202);
    assertThat(got.text("external_id")).isEqualTo("p-1");
    api.deliver();
    assertThat(api.sink.recording.shipments().getFirst().recorded().document())
        .isEqualTo(Bytes.utf8(sent));
    var shown = api.get(EVENTS + "/" + got.text("id"));
    assertThat(shown.text("dialect")).isEqualTo("plain");
    assertThat(shown.text("external_id")).isEqualTo("p-1");
    assertThat(shown.text("type")).isEqualTo("plain.ping");
    api.post(EVENTS + "?dialect=plain", "{}").isProblem(422, "required");
    assertThat(
            api.post(EVENTS + "?dialect=plain", "[{\"ping\":\"1\"},{}]")
                .isProblem(422, "required")
                .pointers())
        .containsExactly("/1/ping");
  }

  @Test
  void aCloudEventComesByItsContentTypeOrByItsDialect() {
    var event = "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/s\",\"type\":\"t.x\"}";
    var one = api.send("POST", EVENTS, CLOUDEVENT, event.formatted("c1"));
    assertThat(one.status()).isEqualTo(202);
    assertThat(one.text("external_id")).isEqualTo("c1");
    var again = api.post(EVENTS + "?dialect=cloudevents", event.formatted("c1"));
    assertThat(again.status()).isEqualTo(200);
    var both = "[" + event.formatted("c2") + "," + event.formatted("c3") + "]";
    assertThat(api.send("POST", EVENTS, CLOUDEVENTS, both).status()).isEqualTo(202);
    assertThat(api.send("POST", EVENTS + "?dialect=cloudevents", CLOUDEVENTS, both).status())
        .isEqualTo(200);
    api.send("POST", EVENTS, CLOUDEVENTS, event.formatted("c4")).isProblem(422, "body_not_array");
    api.send("POST", EVENTS, CLOUDEVENT, both).isProblem(422, "body_not_object");
    api.send("POST", EVENTS + "?dialect=plain", CLOUDEVENT, "{}")
        .isProblem(415, "unsupported_media_type");
    api.send("POST", EVENTS, CLOUDEVENT, "{}").isProblem(422, "required");
    var unknown = api.post(EVENTS + "?dialect=klingon", "{}").isProblem(400, "dialect_unknown");
    assertThat(unknown.pointers()).containsExactly("/query/dialect");
  }

  @Test
  void anEventIsShownInNativeFormWithItsDeliveries() {
    var subscription = api.subscribe("");
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e1\",\"data\":{\"n\":0.10}}");
    var got = api.get(EVENTS + "/e1");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text())
        .startsWith(
            """
            {"type":"a.b","id":"e1","data":{"n":0.10},"status":"succeeded",\
            "occurred_at":"2026-04-02T08:00:00Z","number":\
            """);
    assertThat(got.text("received_at")).isEqualTo("2026-04-02T08:00:00Z");
    assertThat(got.text("dialect")).isEqualTo("hookcast");
    var delivery = got.objects("deliveries").getFirst();
    assertThat(delivery.text("subscription_id")).contains(subscription);
    assertThat(delivery.text("event_id")).contains("e1");
    for (var missing : List.of("e2", "e1.", "%25", "%F0%9F%98%80", "a%20b", "x".repeat(3_000))) {
      api.get(EVENTS + "/" + missing).isProblem(404, "not_found");
    }
  }

  @Test
  void anEventIsExplainedSubscriptionBySubscription() {
    var older = api.subscribe("\"name\":\"builds\",\"filter\":{\"events\":[\"build.create\"]}");
    var newer = api.subscribe("\"name\":\"all\"");
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e1\"}");

    assertThat(api.get(EVENTS + "/e1/explain").text())
        .isEqualTo(
            """
            {"event_id":"e1","verdicts":[\
            {"subscription_id":"%s","subscription_name":"all","verdict":"matched",\
            "reason":"Matched: all that the subscription asks for is met."},\
            {"subscription_id":"%s","subscription_name":"builds","verdict":"skipped",\
            "reason":"Skipped: the event type a.b isn't subscribed."}]}\
            """
                .formatted(newer, older));
    api.get(EVENTS + "/e2/explain").isProblem(404, "not_found");
    api.get(EVENTS + "/a.b/explain").isProblem(404, "not_found");
    api.get(EVENTS + "/e1/explain?x=1").isProblem(400, "unknown_parameter");
  }

  @Test
  void anEventWithoutItsPayloadShowsWhatRemainsAndIsNotExplained() {
    api.post(
        EVENTS,
        """
        {"type":"a.b","id":"e1","status":"failed","occurred_at":"2026-04-01T00:00:00Z",
         "scope":{"project":{"id":"p","name":"Quay"},"environment":{"name":"main"}},
         "message":"leaky","data":{"berth":4}}\
        """);
    api.expirePayloads();

    assertThat(api.get(EVENTS + "/e1").object().without("number"))
        .isEqualTo(
            api.parsed(
                """
                {"id":"e1","type":"a.b","status":"failed",
                 "scope":{"project":{"id":"p","name":"Quay"}},"payload_expired":true,
                 "received_at":"2026-04-02T08:00:00Z","dialect":"hookcast",
                 "deliveries":[],"deliveries_next_cursor":null}\
                """));
    assertThat(api.get(EVENTS + "?environment=main").items()).hasSize(1);
    api.get(EVENTS + "/e1/explain").isProblem(410, "payload_expired");
  }

  @Test
  void eventsAreListedNewestFirstAPageAtATime() {
    for (int i = 0; i < 120; i++) {
      api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e" + i + "\"}");
    }
    var seen = new ArrayList<String>();
    var cursor = "";
    var sizes = new ArrayList<Integer>();
    do {
      var page = api.get(EVENTS + (cursor.isEmpty() ? "" : "?cursor=" + cursor));
      sizes.add(page.items().size());
      page.items().forEach(item -> seen.add(item.text("id").orElseThrow()));
      cursor = page.text("next_cursor");
    } while (!cursor.isEmpty());
    assertThat(sizes).containsExactly(50, 50, 20);
    assertThat(seen).doesNotHaveDuplicates().startsWith("e119").endsWith("e0");
    assertThat(api.get(EVENTS + "?limit=200").items()).hasSize(120);
    assertThat(api.get(EVENTS + "?limit=120").text()).endsWith("\"next_cursor\":null}");
    assertThat(api.get(EVENTS + "?limit=1").items().getFirst().get("deliveries")).isEmpty();
  }

  @Test
  void filtersNarrowTheListTogether() {
    var staging = ",\"scope\":{\"project\":{\"name\":\"P\"},\"environment\":{\"name\":\"S\"}}}";
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"one\"" + staging);
    api.clock.advance(Duration.ofHours(1));
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"two\",\"status\":\"failed\"" + staging);
    api.post(EVENTS, "{\"type\":\"a.c\",\"id\":\"three\"}");
    assertThat(listed("type=a.b")).containsExactly("two", "one");
    assertThat(listed("type=a.b&status=failed")).containsExactly("two");
    assertThat(listed("project=P&environment=S")).containsExactly("two", "one");
    assertThat(listed("project=Q")).isEmpty();
    assertThat(listed("since=2026-04-02T09:00:00Z")).containsExactly("three", "two");
    assertThat(listed("until=2026-04-02T11:00:00+02:00")).containsExactly("one");
    assertThat(listed("type=&status=")).hasSize(3);
  }

  @Test
  void aParameterThatIsWrongIsNamed() {
    assertThat(api.get(EVENTS + "?limit=0").isProblem(400, "limit_invalid").pointers())
        .containsExactly("/query/limit");
    for (var limit : List.of("201", "-1", "x", "1.5", "99999999999")) {
      api.get(EVENTS + "?limit=" + limit).isProblem(400, "limit_invalid");
    }
    for (var cursor :
        List.of("x", "AAAA", "%00", "AAAAAAAAAAEAAAAA", "MTIz", "é", "x".repeat(900))) {
      var status = api.get(EVENTS + "?cursor=" + encoded(cursor)).status();
      assertThat(status).as(cursor).isEqualTo(400);
    }
    api.get(EVENTS + "?cursor=AAAAAAAAAAEAAAAA").isProblem(400, "cursor_invalid");
    assertThat(api.get(EVENTS + "?typ=a.b").isProblem(400, "unknown_parameter").pointers())
        .containsExactly("/query/typ");
    api.get(EVENTS + "?type=a.b&type=a.c").isProblem(400, "parameter_invalid");
    api.get(EVENTS + "?project=%00").isProblem(400, "parameter_invalid");
    api.get(EVENTS + "?project=" + "x".repeat(1_001)).isProblem(400, "parameter_invalid");
    api.get(EVENTS + "?type=Ab").isProblem(400, "event_type_invalid");
    api.get(EVENTS + "?status=done").isProblem(400, "status_invalid");
    for (var time :
        List.of(
            "0",
            "-1",
            "2026-02-30T00:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00Z",
            "today")) {
      api.get(EVENTS + "?since=" + time).isProblem(400, "time_invalid");
    }
    api.get(EVENTS + "?since=2026-04-02T09:00:00Z&until=2026-04-02T08:59:59.9Z")
        .isProblem(400, "time_invalid");
    assertThat(
            api.get(EVENTS + "?limit=x&until=y&z=1").isProblem(400, "parameter_invalid").pointers())
        .containsExactly("/query/until", "/query/limit", "/query/z");
    api.post(EVENTS + "?x=1", "{\"type\":\"a.b\"}").isProblem(400, "unknown_parameter");
  }

  private List<String> listed(String query) {
    var got = api.get(EVENTS + "?" + query);
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    return got.items().stream().map(item -> item.text("id").orElseThrow()).toList();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
