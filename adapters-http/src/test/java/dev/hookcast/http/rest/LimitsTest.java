package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.EVENTS;
import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookcast.core.api.Quotas;
import dev.hookcast.http.server.Limits;
import dev.hookcast.http.server.Limits.Rate;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is refused because it is too much. */
class LimitsTest {
  private static final String EVENT = "{\"type\":\"a.b\"}";
  private static final String SUBSCRIPTION = "{\"options\":{\"url\":\"https://r.test/a\"}}";
  private static final String STREAM = "/v1/organizations/default/stream";

  @Test
  void withoutLimitsNobodyIsToldOfAny() {
    try (var api = new TestServer()) {
      assertThat(api.get(EVENTS).headers()).doesNotContainKeys("ratelimit", "ratelimit-policy");
    }
  }

  @Test
  void aTokenMayMakeSoManyCallsAndIsToldHowManyAreLeft() {
    try (var api = server(Optional.of(2), Optional.empty(), Optional.empty())) {
      var reader = api.token("default", "events:read"); // by the administrator
      for (int left = 19; left >= 0; left--) {
        var got = api.by(reader, "GET", EVENTS, "");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.header("ratelimit-policy")).isEqualTo("\"token\";q=20;w=10");
        assertThat(got.header("ratelimit")).startsWith("\"token\";r=" + left + ";t=");
      }
      var refused = api.by(reader, "GET", EVENTS, "").isProblem(429, "rate_limited");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("ratelimit")).isEqualTo("\"token\";r=0;t=10");
      assertThat(api.get(EVENTS).status()).as("another token").isEqualTo(200);
      assertThat(api.get("/healthz").status()).isEqualTo(200);

      api.clock.advance(Duration.ofMillis(500));
      assertThat(api.by(reader, "GET", EVENTS, "").status()).isEqualTo(200);
      api.by(reader, "GET", EVENTS, "").isProblem(429, "rate_limited");
      api.clock.advance(Duration.ofHours(-2));
      api.by(reader, "GET", EVENTS, "").isProblem(429, "rate_limited");
      api.clock.advance(Duration.ofSeconds(10));
      assertThat(api.by(reader, "GET", EVENTS, "").header("ratelimit")).contains("r=19;");
    }
  }

  @Test
  void whatIsRefusedForOtherReasonsCountsToo() {
    try (var api = server(Optional.of(1), Optional.empty(), Optional.empty())) {
      var reader = api.token("default", "events:read");
      for (int i = 0; i < 10; i++) {
        api.by(reader, "POST", EVENTS, EVENT).isProblem(403, "insufficient_scope");
      }
      api.by(reader, "POST", EVENTS, EVENT).isProblem(429, "rate_limited");
    }
  }

  @Test
  void anAddressMaySendSoManyWrongTokensAndHoldsUpNobodyWithARightOne() {
    try (var api = new TestServer()) {
      for (int i = 0; i < 600; i++) {
        api.by("wrong-" + i, "GET", i % 2 == 0 ? EVENTS : STREAM, "")
            .isProblem(401, "unauthorized");
      }
      var refused = api.by("wrong", "GET", EVENTS, "").isProblem(429, "rate_limited");
      assertThat(refused.header("retry-after")).isEqualTo("60");
      api.send(api.bare(EVENTS).header("Authorization", "Basic eDp5"))
          .isProblem(429, "rate_limited");
      var forwarded = api.bare(EVENTS).header("X-Forwarded-For", "192.0.2.1");
      api.send(forwarded.header("Authorization", "Bearer x")).isProblem(429, "rate_limited");

      assertThat(api.get(EVENTS).status()).isEqualTo(200);
      assertThat(api.by("wrong", "GET", "/healthz", "").status()).isEqualTo(200);
      api.send(api.bare(EVENTS)).isProblem(401, "unauthorized");
      api.clock.advance(Duration.ofMinutes(1));
      api.by("wrong", "GET", EVENTS, "").isProblem(401, "unauthorized");
    }
  }

  @Test
  void anOrganizationMayBeCalledSoOftenWithWhateverToken() {
    try (var api = server(Optional.empty(), Optional.of(1), Optional.empty())) {
      api.post("/v1/organizations", "{\"id\":\"other\"}");
      var one = api.token("other", "events:read");
      var two = api.token("other", "events:read");
      var path = EVENTS.replace("default", "other");
      int taken = 0;
      while (api.by(taken % 2 == 0 ? one : two, "GET", path, "").status() == 200) {
        taken++;
      }
      assertThat(taken).isEqualTo(8); // two were for the tokens
      api.by(two, "GET", path, "").isProblem(429, "rate_limited");
      assertThat(api.get(EVENTS).status()).as("another organization").isEqualTo(200);
    }
  }

  @Test
  void anOrganizationMayPublishSoManyEventsAloneOrInBatches() {
    try (var api = server(Optional.empty(), Optional.empty(), Optional.of(1))) {
      assertThat(api.post(EVENTS, EVENT).status()).isEqualTo(202);
      var batch = "[" + (EVENT + ",").repeat(8) + EVENT + "]";
      assertThat(api.post(EVENTS, batch).status()).isEqualTo(202);
      var refused = api.post(EVENTS, EVENT).isProblem(429, "rate_limited");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(api.get(EVENTS).items()).hasSize(10);

      var huge = "[" + (EVENT + ",").repeat(29) + EVENT + "]";
      api.post(EVENTS, huge).isProblem(429, "rate_limited");
      api.clock.advance(Duration.ofSeconds(10));
      assertThat(api.post(EVENTS, huge).status()).as("more than fits, once").isEqualTo(202);
      api.clock.advance(Duration.ofSeconds(10));
      api.post(EVENTS, EVENT).isProblem(429, "rate_limited");
    }
  }

  @Test
  void aTokenMayAskForSoManyResends() {
    var rate = new Rate(Optional.of(1), Optional.empty());
    try (var api = new TestServer(resending(rate), Quotas.NONE)) {
      var one = api.token("default", "deliveries:resend");
      var other = api.token("default", "deliveries:resend");
      var path = resend(api);
      for (int i = 0; i < 10; i++) {
        assertThat(api.by(one, "POST", path, "").status()).isEqualTo(202);
      }
      var refused = api.by(one, "POST", path, "").isProblem(429, "rate_limited");
      assertThat(refused.header("retry-after")).isEqualTo("1");
      assertThat(refused.header("ratelimit")).isEqualTo("\"token-resends\";r=0;t=10");
      assertThat(api.by(other, "POST", path, "").status()).isEqualTo(202);
      assertThat(api.get(EVENTS).headers()).as("nothing else").doesNotContainKey("ratelimit");
      api.clock.advance(Duration.ofSeconds(1));
      assertThat(api.by(one, "POST", path, "").status()).isEqualTo(202);
      api.by(one, "POST", path, "").isProblem(429, "rate_limited");
    }
  }

  @Test
  void anOrganizationMayAskForSoManyResendsWithWhateverToken() {
    var rate = new Rate(Optional.empty(), Optional.of(1));
    try (var api = new TestServer(resending(rate), Quotas.NONE)) {
      var one = api.token("default", "deliveries:resend");
      var missing = TestServer.DELIVERIES + "/00000000-0000-7000-8000-0000000fffff/resend";
      for (int i = 0; i < 10; i++) {
        api.by(one, "POST", missing, "").isProblem(404, "not_found");
      }
      var path = resend(api);
      assertThat(api.post(path).isProblem(429, "rate_limited").header("retry-after"))
          .isEqualTo("1");
      var reader = api.token("default", "deliveries:read");
      api.by(reader, "POST", path, "").isProblem(403, "insufficient_scope");
    }
  }

  @Test
  void soManyStreamsMayBeReadAtOnceAndNoMore() throws IOException {
    var limits = new Limits(Rate.ANY, Rate.ANY, Optional.empty(), 2, 3);
    try (var api = new TestServer(limits, Quotas.NONE)) {
      var reader = api.token("default", "deliveries:read");
      var readers = new ArrayList<Socket>();
      readers.add(reading(api, reader));
      readers.add(reading(api, reader));
      var refused = api.by(reader, "GET", STREAM, "").isProblem(429, "too_many_readers");
      assertThat(refused.header("retry-after")).isNotEmpty();
      readers.add(reading(api, TestServer.TOKEN));
      api.get(STREAM).isProblem(429, "too_many_readers");

      readers.removeFirst().close();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> readers.add(reading(api, reader)));
      for (var socket : readers) {
        socket.close();
      }
    }
  }

  @Test
  void anOrganizationMayHaveSoManySubscriptionsAndTokens() {
    try (var api = new TestServer(Limits.NONE, new Quotas(Optional.of(2), Optional.of(1)))) {
      api.subscribe("");
      var second = api.subscribe("");
      api.post(SUBSCRIPTIONS, SUBSCRIPTION).isProblem(409, "quota_exceeded");
      api.send(api.request(SUBSCRIPTIONS + "/" + second).DELETE());
      api.subscribe("");

      var tokens = "/v1/organizations/default/tokens";
      var token = "{\"name\":\"t\",\"scopes\":[\"viewer\"]}";
      api.shownOnce(api.post(tokens, token));
      api.post(tokens, token).isProblem(409, "quota_exceeded");
    }
  }

  private static TestServer server(
      Optional<Integer> token, Optional<Integer> organization, Optional<Integer> events) {
    var requests = new Rate(token, organization);
    return new TestServer(new Limits(requests, Rate.ANY, events, 100, 100), Quotas.NONE);
  }

  private static Limits resending(Rate rate) {
    return new Limits(Rate.ANY, rate, Optional.empty(), 100, 100);
  }

  /** Where a delivery of the organization is resent. */
  private static String resend(TestServer api) {
    api.subscribe("");
    api.post(EVENTS, EVENT);
    api.deliver();
    var delivery = api.get(TestServer.DELIVERIES).items().getFirst().text("id").orElseThrow();
    return TestServer.DELIVERIES + "/" + delivery + "/resend";
  }

  /** A reader who has got the first piece. */
  private static Socket reading(TestServer api, String token) throws IOException {
    var socket = new Socket("127.0.0.1", api.server.port());
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("GET "
                    + STREAM
                    + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + token
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    var said = new StringBuilder();
    while (said.indexOf("\n\n") < 0 && said.indexOf("\r\n\r\n") < 0) {
      said.append((char) socket.getInputStream().read());
    }
    assertThat(said).startsWith("HTTP/1.1 200");
    return socket;
  }
}
