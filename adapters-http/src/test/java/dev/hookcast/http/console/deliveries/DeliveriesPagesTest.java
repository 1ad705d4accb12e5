package dev.hookcast.http.console.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.http.console.ConsoleServer;
import dev.hookcast.http.server.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesPagesTest {
  private static final String VIEWER = "deliveries:read";
  private static final String HOSTILE = "<script>alert('x')</script>";
  private static final String ONCE = "{\"name\":\"%s\",\"retry\":{\"schedule\":[],\"jitter\":0}}";

  private final ConsoleServer it = new ConsoleServer();

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void anEmptyListSaysWhatWillStandThere() {
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Nothing was delivered yet", "hookcast events publish");
  }

  @Test
  void theListSaysHowEachDeliveryStands() {
    it.subscribe("{\"name\":\"Pager\"}");
    publish();
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries");
    assertThat(page.body()).contains("Delivered", "build.create", "Pager", "every 2s");
  }

  @Test
  void theListIsNarrowedByWhatTheFormAsks() {
    it.subscribe("{}");
    publish();
    var visitor = it.signIn(ConsoleServer.ALL);
    assertThat(visitor.get("/deliveries?state=delivered").body()).contains("build.create");
    assertThat(visitor.get("/deliveries?state=exhausted").body()).contains("No delivery is like");
    assertThat(visitor.get("/deliveries?since=2026-04-02T08:00").body()).contains("build.create");
    assertThat(visitor.get("/deliveries?since=2026-04-02T08:01").body()).contains("No delivery is");
    assertThat(visitor.get("/deliveries?since=2026-04-02T10:01&zone=Europe/Berlin").body())
        .contains("No delivery is like that");
    assertThat(visitor.get("/deliveries?since=2026-04-02T10:00&zone=Europe/Berlin").body())
        .contains("build.create");
  }

  @Test
  void whatTheFormCantMeanIsSaidAtItsField() {
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries?since=" + "yesterday&state=lost");
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body())
        .contains("Write a time like", "A state is one of", "value=\"yesterday\"")
        .doesNotContain("every 2s");
  }

  @Test
  void aSecondPageIsNotLive() {
    it.subscribe("{}");
    for (int i = 0; i < 3; i++) {
      publish();
    }
    var visitor = it.signIn(ConsoleServer.ALL);
    var first = visitor.get("/deliveries?limit=2").body();
    var cursor = first.replaceAll("(?s).*cursor=([^\"&]+)\".*", "$1");
    var second = visitor.get("/deliveries?limit=2&cursor=" + cursor);
    assertThat(second.body()).contains("To the newest").doesNotContain("every 2s", ">Older<");
  }

  @Test
  void aDeliveryIsShownWithAllThatWasSentAndCameBack() {
    it.subscribe(ONCE.formatted("Pager"));
    answers(503, "text/html", HOSTILE);
    var id = publish();
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries/" + id).body();
    assertThat(page)
        .contains("Exhausted", "Its schedule has no attempt left", "503", "X-Kind", "curl --glob")
        .contains("&lt;script&gt;")
        .contains("&lt;secret&gt;")
        .doesNotContain("<script>alert", "every 2s");
  }

  @Test
  void withoutTheScopeForPayloadsNeitherHeadersNorBodiesAreShown() {
    it.subscribe(ONCE.formatted("Pager"));
    answers(503, "text/html", "the whole story");
    var id = publish();
    var page = it.signIn(VIEWER).get("/deliveries/" + id).body();
    assertThat(page)
        .contains("https://r.test/in", "503", "payloads:read")
        .doesNotContain("the whole story", "X-Kind", "curl", "a &quot;quoted&quot; log")
        .doesNotContain("Pager", "Send again");
  }

  @Test
  void whatWaitsSaysWhyAndUntilWhenAndIsLive() {
    it.subscribe("{\"retry\":{\"schedule\":[\"PT1M\"],\"jitter\":0}}");
    answers(503, "text/plain", "busy");
    var id = publish();
    var page = it.signIn(VIEWER).get("/deliveries/" + id).body();
    assertThat(page)
        .contains(
            "Attempt 1: Answered 503. It is tried again.", "datetime=\"2026-04-02T08:01:00Z\"")
        .contains("every 2s");
  }

  @Test
  void whatIsHeldSaysSo() {
    var to = it.subscribe("{\"retry\":{\"schedule\":[\"PT1M\"],\"jitter\":0}}");
    answers(503, "text/plain", "busy");
    var id = publish();
    it.core.subscriptions().pause(ConsoleServer.ORG, to.id());
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries/" + id).body();
    assertThat(page).contains("It is held, because its subscription is paused");
  }

  @Test
  void anotherOrganizationsDeliveryIsNotFound() {
    var other = new OrganizationId("other");
    it.core.organizations().create(other, "Other");
    it.subscribe(other, "{}");
    var id = it.publish(other, "{\"type\":\"a.b\"}").deliveries().getFirst().id();
    var visitor = it.signIn(ConsoleServer.ALL);
    assertThat(visitor.get("/deliveries/" + id).statusCode()).isEqualTo(404);
    assertThat(visitor.post("/deliveries/" + id + "/resend", Map.of()).statusCode()).isEqualTo(404);
    assertThat(visitor.get("/deliveries/nonsense").statusCode()).isEqualTo(404);
  }

  @Test
  void sendingAgainTakesItsScopeAndIsToldByTheAuditLog() {
    it.subscribe("{}");
    var id = publish();
    var viewer = it.signIn(VIEWER);
    assertThat(viewer.post("/deliveries/" + id + "/resend", Map.of()).statusCode()).isEqualTo(403);
    assertThat(viewer.get("/resend").statusCode()).isEqualTo(403);
    assertThat(it.sink.shipments()).hasSize(1);

    var answer = it.signIn(ConsoleServer.ALL).post("/deliveries/" + id + "/resend", Map.of());
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .isEqualTo(ConsoleServer.HOME + "/deliveries/" + id + "?notice=resent");
    it.deliver();
    assertThat(it.sink.shipments()).hasSize(2);
    assertThat(resendsTold()).isEqualTo(1);
  }

  @Test
  void whatCantBeSentAgainSaysWhy() {
    var to = it.subscribe("{}");
    var id = publish();
    it.core.subscriptions().pause(ConsoleServer.ORG, to.id());
    var page = it.signIn(ConsoleServer.ALL).post("/deliveries/" + id + "/resend", Map.of());
    assertThat(page.statusCode()).isEqualTo(409);
    assertThat(page.body()).contains("It wasn't sent again", "resume it first");
  }

  @Test
  void whatFailedIsCountedFirstAndThenSentAgain() {
    var broken = it.subscribe(ONCE.formatted("Broken"));
    it.subscribe(ONCE.formatted("Also broken"));
    answers(503, "text/plain", "busy");
    publish();
    it.clock.advance(Duration.ofHours(1));
    publish();
    var visitor = it.signIn(ConsoleServer.ALL);
    var all = visitor.get("/resend?since=2026-04-02T08:00").body();
    assertThat(all).contains("<strong>4</strong> deliveries are exhausted", "Send 4 again");
    var one = "2026-04-02T08:30&subscription=" + broken.id();
    assertThat(visitor.get("/resend?since=" + one).body())
        .contains("<strong>1</strong> delivery is exhausted", "Broken")
        .doesNotContain("Also broken");

    it.sink.answer(new Outcome.Delivered("taken"));
    var form = Map.of("since", "2026-04-02T08:30", "subscription", broken.id().value());
    var answer = visitor.post("/resend", form);
    assertThat(answer.statusCode()).isEqualTo(303);
    it.deliver();
    assertThat(visitor.get("/deliveries?state=delivered").body()).contains("Broken");
    assertThat(visitor.get("/resend?since=2026-04-02T08:00").body()).contains("Send 3 again");
    assertThat(resendsTold()).isEqualTo(1);
  }

  @Test
  void ofWhatFailedAsMuchIsSentAgainAsTheLimitLets() {
    var rate = new Limits.Rate(Optional.empty(), Optional.of(1));
    var limits = new Limits(Limits.Rate.ANY, rate, Optional.empty(), 100, 100);
    try (var limited = new ConsoleServer(limits)) {
      for (int i = 0; i < 12; i++) {
        limited.subscribe(ONCE.formatted("Broken " + i));
      }
      limited.sink.answer(new Outcome.Refused("no"));
      limited.publish("{\"type\":\"build.create\"}");
      var visitor = limited.signIn(ConsoleServer.ALL);
      var form = Map.of("since", "2026-04-02T07:00");
      var page = visitor.post("/resend", form).body();
      assertThat(page).contains("10 are sent again.", "2 are left as they were", "Send 2 again");
      assertThat(visitor.post("/resend", form).statusCode()).isEqualTo(429);
      limited.clock.advance(Duration.ofSeconds(2));
      assertThat(visitor.post("/resend", form).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void anAttemptSaysWhereItsTimeWent() {
    it.subscribe("{}");
    it.sink.answer(
        shipment ->
            new Receipt(
                new Outcome.Delivered("taken"),
                new Exchange(
                    new Request("POST", "https://r.test/in", List.of(), Bytes.EMPTY),
                    Optional.empty(),
                    Optional.empty(),
                    new Timing(
                        Map.of(
                            Phase.CONNECT, Duration.ofNanos(2_500_000),
                            Phase.WAITING, Duration.ofMillis(1_300))))));
    var page = it.signIn(ConsoleServer.ALL).get("/deliveries/" + publish()).body();
    assertThat(page).contains("Connecting", "2.5 ms", "Waiting", "1300 ms").doesNotContain("TLS");
  }

  @Test
  void whatFailedAndCantBeSentAgainIsSaidWithTheReason() {
    var broken = it.subscribe(ONCE.formatted("Broken"));
    answers(503, "text/plain", "busy");
    publish();
    it.core.subscriptions().pause(ConsoleServer.ORG, broken.id());
    var page = it.signIn(ConsoleServer.ALL).post("/resend", Map.of("since", "2026-04-02T08:00"));
    assertThat(page.body()).contains("0 are sent again", "1: Its subscription is paused");
  }

  @Test
  void sendingAllAgainWithoutATimeIsRefusedAtItsField() {
    it.subscribe(ONCE.formatted("Broken"));
    answers(503, "text/plain", "busy");
    publish();
    var visitor = it.signIn(ConsoleServer.ALL);
    assertThat(visitor.post("/resend", Map.of("since", "soon")).statusCode()).isEqualTo(422);
    var page = visitor.post("/resend", Map.of());
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("Say since when");
    assertThat(it.sink.shipments()).hasSize(1);
  }

  private String publish() {
    var event = "{\"type\":\"build.create\",\"log\":\"a \\\"quoted\\\" log\"}";
    return it.publish(event).deliveries().getFirst().id().value();
  }

  private void answers(int status, String type, String body) {
    it.sink.answer(
        shipment ->
            new Receipt(
                new Outcome.Retry("busy", Optional.empty()),
                new Exchange(
                    new Request(
                        "POST",
                        "https://r.test/in",
                        List.of(new Header("X-Kind", "a"), new Header("X-Token", "***")),
                        shipment.recorded().document()),
                    Optional.of(
                        new Response(
                            status,
                            List.of(new Header("Content-Type", type)),
                            Bytes.utf8(body),
                            false)),
                    Optional.of(new Failure("http_status", "the receiver answered " + status)))));
  }

  private int resendsTold() {
    var query =
        new AuditStore.Query(
            Optional.of(ConsoleServer.ORG),
            Optional.of(AuditAction.DELIVERY_RESEND),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Page.Wanted.first(50));
    return it.store.list(query).items().size();
  }
}
