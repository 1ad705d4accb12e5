package dev.hookcast.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.slack.RudeServer.Manners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/**
 * What a receiver does wrong is an outcome after one request, never an exception or a second try.
 */
class SlackSinkRudeReceiverTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @Test
  void aResetIsNotTriedAgainByTheClient() throws IOException {
    assertFailure(
        peer -> {
          peer.request();
          peer.reset();
        },
        LONG,
        "connection_reset");
  }

  @Test
  void aSilentCloseIsNotTriedAgainByTheClient() throws IOException {
    assertFailure(RudeServer.Peer::request, LONG, "connection_reset");
  }

  @Test
  void whoNeverAnswersIsLeft() throws IOException {
    assertFailure(
        peer -> {
          peer.request();
          peer.hang();
        },
        SHORT,
        "timeout");
  }

  @Test
  void whatIsNotHttpIsNamedSo() throws IOException {
    assertFailure(
        peer -> {
          peer.request();
          peer.say("220 mail ready\r\n");
        },
        LONG,
        "http_malformed");
  }

  @Test
  void aConnectionThatDiedWhileIdleIsNotReplacedInSecret() throws IOException {
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say(OK);
              peer.request();
              peer.reset();
            })) {
      var sink = sink(LONG);
      assertThat(send(sink, server).outcome()).isInstanceOf(Outcome.Delivered.class);
      var second = send(sink, server);

      assertThat(second.outcome()).isInstanceOf(Outcome.Stale.class);
      assertThat(second.exchange().failure().orElseThrow().code()).isEqualTo("connection_stale");
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws IOException {
    var endless = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say(endless);
              peer.sayForEver("ok".repeat(500));
            })) {
      var receipt = send(sink(LONG), server);

      var response = receipt.exchange().response().orElseThrow();
      assertThat(response.truncated()).isTrue();
      assertThat(response.body().size()).isEqualTo(64 * 1024);
      assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsJudgedByWhatCame() throws IOException {
    var half = "HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\nno_service";
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say(half);
            })) {
      assertThat(send(sink(LONG), server).outcome()).isInstanceOf(Outcome.Gone.class);
    }
  }

  @Test
  void aClosedPortIsNamedSo() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    var receipt =
        Sending.send(sink(LONG), "http://127.0.0.1:" + port + "/services/T/B/secret-token");

    assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(receipt.exchange().failure().orElseThrow().code()).isEqualTo("connect_refused");
    assertThat(receipt.toString()).doesNotContain("secret-token");
  }

  @Test
  void plainTextOnATlsPortIsNamedSo() throws IOException {
    try (var server = RudeServer.that(peer -> peer.say("HTTP/1.1 400 no TLS\r\n\r\n"))) {
      var url = server.url().replace("http:", "https:");

      assertThat(code(Sending.send(sink(LONG), url))).isEqualTo("tls_error");
    }
  }

  @Test
  void aNameWithoutAnAddressIsNamedSo() {
    Dns nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    var client = new OkHttpClient.Builder().dns(nobody).build();
    var sink = Sending.sink(client, Egress.SLACK_ONLY, LONG);

    assertThat(code(Sending.send(sink, "https://hooks.slack.com/services/T/B/token")))
        .isEqualTo("dns_failure");
  }

  @Test
  void whatTheGuardRefusesIsNamedSo() {
    Dns guarded =
        host -> {
          throw new UnknownHostException("guarded");
        };
    var client = new OkHttpClient.Builder().dns(guarded).build();
    var egress = new Egress(url -> false, failure -> "guarded".equals(failure.getMessage()));
    var sink = Sending.sink(client, egress, LONG);

    assertThat(code(Sending.send(sink, "https://hooks.slack.com/services/T/B/token")))
        .isEqualTo("egress_blocked");
  }

  @Test
  void aUrlThatIsNoneIsAnOutcomeToo() {
    assertThat(code(Sending.send(sink(LONG), "no url"))).isEqualTo("request_invalid");
  }

  private static void assertFailure(Manners manners, Duration timeout, String code)
      throws IOException {
    try (var server = RudeServer.that(manners)) {
      var receipt = send(sink(timeout), server);

      assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
      assertThat(code(receipt)).isEqualTo(code);
      assertThat(receipt.exchange().response()).isEmpty();
      assertThat(server.requests()).isEqualTo(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static String code(Receipt receipt) {
    return receipt.exchange().failure().orElseThrow().code();
  }

  private static Receipt send(SlackSink sink, RudeServer server) {
    return Sending.send(sink, server.url());
  }

  private static SlackSink sink(Duration timeout) {
    return Sending.sink(new OkHttpClient(), Sending.LOOPBACK, timeout);
  }
}
