package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.DELIVERIES;
import static dev.hookcast.http.rest.TestServer.EVENTS;
import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesResourceTest {
  private static final Request SENT =
      new Request(
          "POST",
          "https://r.test/a",
          List.of(new Header("X-A", "1"), new Header("X-Key", "***"), new Header("X-A", "2")),
          Bytes.utf8("{\"n\":1}"));
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void aDeliveryShowsEveryAttemptWithWhatWasSaid() {
    answer(Bytes.utf8("nö"), false);
    var id = delivered();
    var got = api.get(DELIVERIES + "/" + id);
    var number = got.object().integer("number").orElseThrow();
    assertThat(got.body())
        .isEqualTo(
            api.parsed(
                """
                {"id":"%s","number":%d,"event_id":"e","subscription_id":"%s","state":"waiting",
                 "created_at":"2026-04-02T08:00:00Z","next_attempt_at":"%s",
                 "attempts":[{"number":1,"log_number":%d,"at":"2026-04-02T08:00:00Z",
                   "trigger":"automatic","duration_ms":0,"outcome":"retry",
                   "error":{"code":"http_status","detail":"It answered 500."},
                   "request":{"method":"POST","url":"https://r.test/a",
                     "headers":{"X-A":"1, 2","X-Key":"***"},"body":"{\\"n\\":1}"},
                   "response":{"status":500,"headers":{"Server":["x"],"Via":["a","b"]},
                     "body":"nö","body_encoding":"utf-8","truncated":false},
                   "timing":{"tls_ms":1.25,"waiting_ms":40}}]}\
                """
                    .formatted(
                        id,
                        number,
                        got.text("subscription_id"),
                        got.text("next_attempt_at"),
                        number)));
    assertThat(got.text("next_attempt_at")).startsWith("2026-04-02T08:00:0").endsWith("Z");
  }

  @Test
  void whatHasNoPayloadAnyMoreSaysSoAndIsNotResent() {
    answer(Bytes.utf8("thanks"), false);
    var id = delivered();
    api.sink.recording.answer(new Outcome.Delivered("took it"));
    api.post(DELIVERIES + "/" + id + "/resend", "");
    api.clock.advance(Duration.ofDays(9));
    api.deliver();
    var before = api.get(DELIVERIES + "/" + id).object();
    assertThat(before.get("payload_expired")).isEmpty();
    api.expirePayloads();

    var after = api.get(DELIVERIES + "/" + id).object();
    assertThat(after.bool("payload_expired")).contains(true);
    assertThat(after.text("state")).contains("delivered");
    assertThat(after.integer("number")).isEqualTo(before.integer("number"));
    assertThat(after.array("attempts").items()).hasSameSizeAs(before.array("attempts").items());
    var attempt = (JsonObject) after.array("attempts").items().getFirst();
    assertThat(attempt.object("request").get("body")).contains(JsonNull.NULL);
    assertThat(attempt.object("request").text("url")).contains("https://r.test/a");
    assertThat(attempt.object("response").get("body")).contains(JsonNull.NULL);
    assertThat(attempt.object("response").get("body_encoding")).isEmpty();
    assertThat(api.get(DELIVERIES).items().getFirst().bool("payload_expired")).contains(true);
    api.post(DELIVERIES + "/" + id + "/resend", "").isProblem(410, "payload_expired");
  }

  @Test
  void aBodyThatIsNoTextIsBase64AndACutCharacterIsLeftOut() {
    answer(Bytes.of(new byte[] {(byte) 0xff, 0, 1}), false);
    assertThat(response(delivered())).contains("\"/wAB\"", "\"base64\"");
    answer(Bytes.of(new byte[] {'o', 'k', (byte) 0xe2, (byte) 0x82}), true);
    assertThat(response(delivered())).contains("\"ok\"", "\"utf-8\"", "\"truncated\":true");
    answer(Bytes.of(new byte[] {'o', 'k', (byte) 0xe2, (byte) 0x82}), false);
    assertThat(response(delivered())).contains("\"base64\"");
  }

  @Test
  void whatWasNeverSentHasNoRequestAndWhatGotNoAnswerNoResponse() {
    api.sink.recording.answer(
        shipment -> {
          throw new Bug();
        });
    var attempt = attempt(api.get(DELIVERIES + "/" + delivered()));
    assertThat(attempt.get("request")).contains(JsonNull.NULL);
    assertThat(attempt.get("response")).contains(JsonNull.NULL);
    assertThat(attempt.object("error").text("code")).contains("sink_failed");
    api.sink.recording.answer(new Outcome.Delivered("took it"));
    var fine = attempt(api.get(DELIVERIES + "/" + delivered()));
    assertThat(fine.get("error")).contains(JsonNull.NULL);
    assertThat(fine.get("response")).contains(JsonNull.NULL);
    assertThat(fine.object("request").text("method")).contains("POST");
  }

  @Test
  void theListLeavesHeadersAndBodiesOut() {
    answer(Bytes.utf8("body-of-the-answer"), false);
    delivered();
    var got = api.get(DELIVERIES);
    assertThat(got.items()).hasSize(2);
    assertThat(got.text()).doesNotContain("body", "headers");
    var attempt = (JsonObject) got.items().getFirst().array("attempts").items().getFirst();
    assertThat(attempt.object("request").members().keySet()).containsExactly("method", "url");
    assertThat(attempt.object("response").integer("status")).hasValue(500);
  }

  @Test
  void filtersNarrowTheListTogether() {
    var one = api.subscribe("");
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"first\"}");
    api.deliver();
    api.clock.advance(Duration.ofHours(2));
    var two = api.subscribe("");
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"second\"}");
    assertThat(api.get(DELIVERIES).items()).hasSize(3);
    assertThat(api.get(DELIVERIES + "?subscription_id=" + one).items()).hasSize(2);
    assertThat(api.get(DELIVERIES + "?subscription_id=" + two).items()).hasSize(1);
    assertThat(api.get(DELIVERIES + "?event_id=second").items()).hasSize(2);
    assertThat(api.get(DELIVERIES + "?event_id=second&subscription_id=" + one).items()).hasSize(1);
    assertThat(api.get(DELIVERIES + "?state=delivered").items()).hasSize(1);
    assertThat(api.get(DELIVERIES + "?until=2026-04-02T09:00:00Z").items()).hasSize(1);
    assertThat(api.get(DELIVERIES + "?since=2026-04-02T09:00:00Z").items()).hasSize(2);
    api.get(DELIVERIES + "?subscription_id=abc").isProblem(400, "id_invalid");
    api.get(DELIVERIES + "?event_id=a.b").isProblem(400, "event_id_invalid");
    api.get(DELIVERIES + "?since=2026-04-02T09:00:00Z&until=2026-04-02T10:00:00%2B02:00")
        .isProblem(400, "time_invalid");
    api.get(DELIVERIES + "?state=done").isProblem(400, "state_invalid");
    api.get(DELIVERIES + "?subscription=" + one).isProblem(400, "unknown_parameter");
  }

  @Test
  void deliveriesAreListedAPageAtATime() {
    api.subscribe("");
    for (int i = 0; i < 120; i++) {
      api.post(EVENTS, "{\"type\":\"a.b\"}");
    }
    var numbers = new ArrayList<Long>();
    var page = api.get(DELIVERIES + "?limit=60");
    for (int pages = 0; pages < 2; pages++) {
      page.items().forEach(item -> numbers.add(item.integer("number").orElseThrow()));
      page = api.get(DELIVERIES + "?limit=60&cursor=" + page.text("next_cursor"));
    }
    assertThat(numbers).hasSize(120).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    assertThat(numbers).doesNotHaveDuplicates();
  }

  @Test
  void aDeliveryIsSentAgainAsAManualAttempt() {
    api.subscribe("");
    var id = published();
    api.deliver();
    var resent = api.post(DELIVERIES + "/" + id + "/resend");
    assertThat(resent.status()).isEqualTo(202);
    assertThat(resent.text("id")).isEqualTo(id);
    api.deliver();
    var got = api.get(DELIVERIES + "/" + id);
    assertThat(got.objects("attempts"))
        .extracting(attempt -> attempt.text("trigger").orElseThrow())
        .containsExactly("automatic", "manual");
  }

  @Test
  void whatCannotBeSentAgainSaysWhy() {
    var subscription = api.subscribe("");
    var id = published();
    api.deliver();
    api.post(SUBSCRIPTIONS + "/" + subscription + "/pause");
    api.post(DELIVERIES + "/" + id + "/resend").isProblem(409, "subscription_paused");
    api.send(api.request(SUBSCRIPTIONS + "/" + subscription).DELETE());
    api.post(DELIVERIES + "/" + id + "/resend").isProblem(409, "subscription_deleted");
    assertThat(api.get(DELIVERIES + "/" + id).status()).isEqualTo(200);
    for (var missing : List.of(subscription, "a", "x".repeat(2_000), "%25", "00000000")) {
      api.post(DELIVERIES + "/" + missing + "/resend").isProblem(404, "not_found");
      api.get(DELIVERIES + "/" + missing).isProblem(404, "not_found");
    }
  }

  private void answer(Bytes body, boolean truncated) {
    var headers =
        List.of(new Header("Server", "x"), new Header("Via", "a"), new Header("Via", "b"));
    var exchange =
        new Exchange(
            SENT,
            Optional.of(new Response(500, headers, body, truncated)),
            Optional.of(new Failure("http_status", "It answered 500.")),
            new Timing(
                Map.of(
                    Phase.WAITING, Duration.ofMillis(40), Phase.TLS, Duration.ofNanos(1_250_999))));
    var outcome = new Outcome.Retry("500", Optional.empty());
    api.sink.recording.answer(shipment -> new Receipt(outcome, exchange));
  }

  /** The id of a delivery of a new subscription whose first attempt was made. */
  private String delivered() {
    var made = api.subscribe("");
    api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e\"}");
    api.post(EVENTS, "{\"type\":\"a.b\"}");
    api.deliver();
    var mine = api.get(DELIVERIES + "?subscription_id=" + made).items();
    return mine.getLast().text("id").orElseThrow();
  }

  private String published() {
    var got = api.post(EVENTS, "{\"type\":\"a.b\"}");
    return got.objects("deliveries").getFirst().text("id").orElseThrow();
  }

  private String response(String delivery) {
    var got = api.get(DELIVERIES + "/" + delivery);
    return got.text().substring(got.text().indexOf("\"response\""));
  }

  private static JsonObject attempt(TestServer.Got got) {
    return got.objects("attempts").getFirst();
  }

  /** What a sink of somebody's own may throw. */
  private static final class Bug extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
