package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.Sending.LOOPBACK;
import static dev.hookcast.http.sink.Sending.impatiently;
import static dev.hookcast.http.sink.Sending.send;
import static dev.hookcast.http.sink.Sending.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.http.sink.RudeServer.Manners;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkRudeReceiverTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final WebhookSink sink = Sending.sink(LOOPBACK);

  static Stream<Arguments> stalls() {
    return Stream.of(
        stall("reads nothing", RudeServer.Peer::hang),
        stall(
            "answers nothing",
            peer -> {
              peer.request();
              peer.hang();
            }),
        stall(
            "stops in the status line",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 2");
              peer.hang();
            }),
        stall(
            "stops in the headers",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 200 OK\r\nServer: x\r\nX-");
              peer.hang();
            }),
        stall(
            "drips headers",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 200 OK\r\n");
              peer.drip("X-A: b\r\n");
            }),
        stall(
            "says 100 and no more",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 100 Continue\r\n\r\n");
              peer.hang();
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stalls")
  void aReceiverThatStallsIsATimeout(String name, Manners manners) throws IOException {
    try (var server = RudeServer.that(manners)) {
      var failure = retried(send(sink, impatiently(server.url())));

      assertThat(failure.code()).isEqualTo("timeout");
      assertThat(server.connections()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void aReceiverThatStallsInTheTlsHandshakeIsATimeout() throws IOException {
    try (var server = RudeServer.that(RudeServer.Peer::hang)) {
      var failure = retried(send(sink, impatiently(server.url().replace("http:", "https:"))));

      assertThat(failure.code()).isEqualTo("timeout");
    }
  }

  @Test
  void aReceiverThatDoesNotAcceptIsAConnectTimeout() throws IOException {
    try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var url = "http://127.0.0.1:" + full.getLocalPort() + "/";
      // Nobody accepts: the kernel's queue of one fills up, then connections hang.
      var codes =
          IntStream.range(0, 4)
              .mapToObj(i -> retried(send(sink, impatiently(url))).code())
              .toList();

      assertThat(codes).containsAnyOf("connect_timeout").isSubsetOf("connect_timeout", "timeout");
    }
  }

  @Test
  void aReceiverThatIsNotThereRefusedTheConnection() throws IOException {
    int port;
    try (var gone = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = gone.getLocalPort();
    }
    assertThat(retried(send(sink, to("http://127.0.0.1:" + port + "/"))).code())
        .isEqualTo("connect_refused");
  }

  static Stream<Arguments> endings() {
    return Stream.of(
        stall("before the request", peer -> {}),
        stall("before the request, with a reset", RudeServer.Peer::reset),
        stall("within the request", peer -> peer.read(40)),
        stall("after the request", RudeServer.Peer::request),
        stall(
            "after the request, with a reset",
            peer -> {
              peer.request();
              peer.reset();
            }),
        stall(
            "by half, after the request",
            peer -> {
              peer.request();
              peer.halfClose();
              peer.hang();
            }),
        stall(
            "in the status line",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 20");
            }),
        stall(
            "in the headers",
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 200 OK\r\nServer: x\r\n");
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void aConnectionThatEndsWithoutAnAnswerIsAReset(String name, Manners manners) throws IOException {
    try (var server = RudeServer.that(manners)) {
      var failure = retried(send(sink, to(server.url())));

      assertThat(failure.code()).isEqualTo("connection_reset");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n",
        "220 mail.example ESMTP\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/9.1 200 OK\r\n\r\n",
        "HTTP/1.1200 OK\r\n\r\n",
        "<html>\r\n\r\n",
        "\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "-ERR unknown command\r\n",
        "HTTP/1.1 -200 OK\r\n\r\n",
        "HTTP/1.1 099 Low\r\nContent-Length: 0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void whatIsNotHttpIsSaidToBeMalformed(String answer) throws IOException {
    try (var server = RudeServer.sayingOnce(answer)) {
      var failure = retried(send(sink, to(server.url())));

      assertThat(failure.code()).isEqualTo("http_malformed");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 102, 103, 199})
  void aFloodOfInterimAnswersIsCutOffAsTooManyHeaders(int status) throws IOException {
    var interim = "HTTP/1.1 " + status + " Wait\r\nLink: </a>; rel=preload\r\n\r\n";
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.sayForEver(interim.repeat(50));
            })) {
      assertThat(retried(send(sink, to(server.url()))).code())
          .isEqualTo("response_headers_too_large");
    }
  }

  @Test
  void interimAnswersBeforeTheFinalOneArePassedOver() throws IOException {
    var hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    try (var server = RudeServer.saying("HTTP/1.1 100 Continue\r\n\r\n" + hints + hints + OK)) {
      assertThat(delivered(send(sink, to(server.url()))).exchange().response().get().status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'X-H: " + "0123456789" + "'",
    "'X: y'",
    "'Set-Cookie: a=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'"
  })
  void aFloodOfHeadersIsCutOff(String header) throws IOException {
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 200 OK\r\n");
              peer.sayForEver((header + "\r\n").repeat(1_000));
            })) {
      assertThat(retried(send(sink, to(server.url()))).code())
          .isEqualTo("response_headers_too_large");
    }
  }

  @Test
  void oneHeaderWithoutEndIsCutOff() throws IOException {
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say("HTTP/1.1 200 OK\r\nX-Long: ");
              peer.sayForEver("x".repeat(10_000));
            })) {
      assertThat(retried(send(sink, to(server.url()))).code())
          .isEqualTo("response_headers_too_large");
    }
  }

  @Test
  void manyHeadersAreKeptInPart() throws IOException {
    var headers = IntStream.range(0, 300).mapToObj(i -> "X-" + i + ": v\r\n").toList();
    try (var server =
        RudeServer.saying(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + String.join("", headers) + "\r\n")) {
      var response = delivered(send(sink, to(server.url()))).exchange().response().orElseThrow();

      assertThat(response.headers()).hasSize(100);
    }
    try (var server =
        RudeServer.saying(
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n"
                + ("X-Big: " + "v".repeat(5_000) + "\r\n").repeat(9)
                + "\r\n")) {
      var response = delivered(send(sink, to(server.url()))).exchange().response().orElseThrow();

      assertThat(response.headers()).hasSize(4);
    }
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        stall("endless", peer -> head(peer, "").sayForEver("data: x\n\n".repeat(500))),
        stall(
            "endless chunks",
            peer ->
                head(peer, "Transfer-Encoding: chunked\r\n")
                    .sayForEver("5\r\nhello\r\n".repeat(500))),
        stall("stalled", peer -> head(peer, "Content-Length: 9\r\n").hang()),
        stall("cut", peer -> head(peer, "Content-Length: 900\r\n").say("only this")),
        stall(
            "reset",
            peer -> {
              head(peer, "Content-Length: 900\r\n").say("only this");
              peer.reset();
            }),
        stall(
            "broken chunks",
            peer -> head(peer, "Transfer-Encoding: chunked\r\n").say("zz\r\nhello\r\n")),
        stall("too long", peer -> head(peer, "").say("y".repeat(64 * 1024 + 1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void theStatusDecidesWhateverTheBodyDoes(String name, Manners manners) throws IOException {
    try (var server = RudeServer.that(manners)) {
      var response = delivered(send(sink, to(server.url()))).exchange().response().orElseThrow();

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.truncated()).isTrue();
      assertThat(response.body().size()).isLessThanOrEqualTo(64 * 1024);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void anEndlessBodyIsLeftLongBeforeTheTimeout() throws IOException {
    try (var server =
        RudeServer.that(peer -> head(peer, "Content-Type: text/event-stream\r\n").drip(":\n\n"))) {
      var sending =
          CompletableFuture.supplyAsync(
              () -> send(sink, to(server.url())), Thread::startVirtualThread);

      assertThat(sending).succeedsWithin(Duration.ofSeconds(15));
      assertThat(delivered(sending.join()).exchange().response().get().truncated()).isTrue();
    }
  }

  @Test
  void aBodyOfTheLimitIsWhole() throws IOException {
    try (var server =
        RudeServer.saying(
            "HTTP/1.1 200 OK\r\nContent-Length: 65536\r\n\r\n" + "z".repeat(64 * 1024))) {
      var response = delivered(send(sink, to(server.url()))).exchange().response().orElseThrow();

      assertThat(response.body().size()).isEqualTo(64 * 1024);
      assertThat(response.truncated()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "204, 'Content-Length: 5\r\n', hello",
    "205, 'Content-Length: 5\r\n', hello",
    "204, '', ''",
    "200, 'Content-Length: -5\r\n', hello",
    "200, 'Content-Length: x\r\n', hello",
    "299, 'Connection: close\r\n', bye",
    "200, 'Content-Encoding: gzip\r\nContent-Length: 5\r\n', hello"
  })
  void aSuccessWithAnOddBodyIsASuccess(int status, String headers, String body) throws IOException {
    try (var server =
        RudeServer.sayingOnce("HTTP/1.1 " + status + " Fine\r\n" + headers + "\r\n" + body)) {
      delivered(send(sink, to(server.url())));

      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "101, 'Upgrade: websocket\r\nConnection: upgrade\r\n'",
    "300, 'Location: /other\r\n'",
    "301, 'Location: /other\r\n'",
    "302, 'Location: http://127.0.0.1:1/\r\n'",
    "303, 'Location: //example.org/\r\n'",
    "304, ''",
    "307, 'Location: /hook\r\n'",
    "308, 'Location: https://169.254.169.254/\r\n'",
    "400, ''",
    "401, 'WWW-Authenticate: Basic realm=x\r\n'",
    "407, 'Proxy-Authenticate: Basic realm=x\r\n'",
    "408, ''",
    "408, 'Retry-After: 0\r\n'",
    "421, ''",
    "429, 'Retry-After: 0\r\n'",
    "500, ''",
    "503, 'Retry-After: 0\r\n'",
    "503, 'Retry-After: 0\r\nConnection: close\r\n'",
    "999, ''"
  })
  void anyOtherStatusIsOneRequestAndAFailure(int status, String headers) throws IOException {
    try (var server =
        RudeServer.saying(
            "HTTP/1.1 " + status + " Odd\r\n" + headers + "Content-Length: 0\r\n\r\n")) {
      var receipt = send(sink, to(server.url()));

      assertThat(retried(receipt))
          .isEqualTo(new Failure("http_status", "the receiver answered " + status));
      assertThat(receipt.exchange().response().orElseThrow().status()).isEqualTo(status);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aKeptConnectionThatClosesBeforeItsNextUseIsNoHiddenSecondRequest() throws IOException {
    try (var server =
        RudeServer.that(
            peer -> {
              peer.request();
              peer.say(OK); // and closes, though it promised to keep the connection
            })) {
      int delivered = 0;
      for (int i = 0; i < 20; i++) {
        var outcome = send(sink, to(server.url())).outcome();
        delivered += outcome instanceof Outcome.Delivered ? 1 : 0;
      }

      assertThat(server.requests()).hasSize(delivered);
      assertThat(server.connections()).isLessThanOrEqualTo(20);
    }
  }

  @Test
  void aKeptConnectionIsUsedAgain() throws IOException {
    try (var server = RudeServer.saying(OK)) {
      for (int i = 0; i < 10; i++) {
        delivered(send(sink, to(server.url())));
      }

      assertThat(server.requests()).hasSize(10);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aSlowBodyLeavesNoDeadlineOnTheConnection() throws IOException {
    try (var server =
        RudeServer.that(
            peer -> {
              for (int i = 0; peer.request(); i++) {
                peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                peer.say("k");
              }
            })) {
      for (int i = 0; i < 3; i++) {
        assertThat(delivered(send(sink, to(server.url()))).exchange().response().get().truncated())
            .isFalse();
      }
    }
  }

  @Test
  void manyRudeReceiversAtOnceAreAllEndedInTime() throws IOException {
    try (var server = RudeServer.that(RudeServer.Peer::hang);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sends =
          IntStream.range(0, 200)
              .mapToObj(i -> threads.submit(() -> send(sink, impatiently(server.url()))))
              .toList();

      assertThat(sends)
          .allSatisfy(send -> assertThat(retried(send.get()).code()).isEqualTo("timeout"));
      assertThat(server.connections()).isLessThanOrEqualTo(200);
    }
  }

  private static RudeServer.Peer head(RudeServer.Peer peer, String headers) throws IOException {
    peer.request();
    peer.say("HTTP/1.1 200 OK\r\n" + headers + "\r\n");
    return peer;
  }

  private static Arguments stall(String name, Manners manners) {
    return Arguments.of(name, manners);
  }

  private static Failure retried(Receipt receipt) {
    assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    var failure = receipt.exchange().failure().orElseThrow();
    assertThat(failure.detail()).doesNotContain("Exception", "127.0.0.1", "okhttp", "java");
    return failure;
  }

  private static Receipt delivered(Receipt receipt) {
    assertThat(receipt.outcome()).as(receipt.toString()).isInstanceOf(Outcome.Delivered.class);
    assertThat(receipt.exchange().failure()).isEmpty();
    return receipt;
  }
}
