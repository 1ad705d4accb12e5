package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.EVENTS;
import static dev.hookcast.http.rest.TestServer.MAX_BODY;
import static dev.hookcast.http.rest.TestServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.TestJson;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.http.server.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP itself: what is refused before or beside any resource. */
class RestServerTest {
  private static final String LAST = "Connection: close\r\n\r\n";

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final TestServer api =
      new TestServer(
          Route.open(
              "GET",
              "/broken",
              call -> {
                throw new IllegalStateException("java.lang inside of dev.hookcast");
              }),
          Route.open(
              "GET",
              "/endless",
              call -> {
                throw new StackOverflowError("in java.util");
              }),
          Route.open(
              "GET",
              "/slow",
              call -> {
                entered.countDown();
                awaited(go);
                return Answer.ok(JsonObject.EMPTY);
              }));

  @AfterEach
  void close() {
    go.countDown();
    api.close();
  }

  @Test
  void anUnknownPathIsNotFoundWithAndWithoutAToken() {
    for (var path :
        List.of(
            "/",
            "/v1",
            "/v1/nothing",
            EVENTS + "/a/b",
            "/v2/dialects",
            "/v1/%2e%2e/healthz",
            "/v1/a%2Fb")) {
      api.get(path).isProblem(404, "not_found");
      api.send(api.bare(path)).isProblem(404, "not_found");
    }
  }

  @Test
  void everyPathRefusesOtherMethodsAndSaysWhichItHas() {
    var routes = Routes.of(api.hookcast, List::of);
    for (var path : routes.stream().map(Route::path).distinct().toList()) {
      var declared = routes.stream().filter(r -> r.path().equals(path)).map(Route::method).toList();
      var real = path.replace("{org}", "default").replaceAll("\\{\\w+}", "x");
      for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE")) {
        if (declared.contains(method)) {
          continue;
        }
        var got = api.send(api.bare(real).method(method, BodyPublishers.noBody()));
        got.isProblem(405, "method_not_allowed");
        assertThat(got.header("allow").split(", ")).containsAll(declared).contains("OPTIONS");
        assertThat(List.of(got.header("allow").split(", "))).doesNotContain(method);
      }
    }
  }

  @Test
  void aMadeUpMethodIsNotImplemented() {
    api.send(api.bare(EVENTS).method("FROB", BodyPublishers.noBody()))
        .isProblem(501, "not_implemented");
  }

  @Test
  void optionsSaysWhatCanBeDoneAndNothingElse() {
    var got = api.send(api.bare(EVENTS).method("OPTIONS", BodyPublishers.noBody()));
    assertThat(got.status()).isEqualTo(204);
    assertThat(got.header("allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    assertThat(got.headers()).doesNotContainKey("content-type");
    assertThat(got.headers().keySet()).noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void headIsGetWithoutItsBody() {
    var get = api.get("/v1/dialects");
    var head = api.send(api.request("/v1/dialects").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
    var nobody = api.send(api.bare("/v1/dialects").method("HEAD", BodyPublishers.noBody()));
    assertThat(nobody.status()).isEqualTo(401);
  }

  @Test
  void everyAnswerCarriesTheSameFewHeaders() {
    var got = api.get("/v1/dialects");
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("cache-control")).isEqualTo("no-store");
    assertThat(got.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(got.header("request-id")).isNotEqualTo(api.get("/v1/dialects").header("request-id"));
    assertThat(got.headers()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void aFailureInsideTellsNothingButItsRequestId() {
    var got = api.get("/broken").isProblem(500, "internal_error");
    assertThat(got.text()).doesNotContain("inside");
    api.get("/endless").isProblem(500, "internal_error");
  }

  @Test
  void tooMuchAtOnceIsRefusedWithATimeToComeBack() {
    api.subscribe("");
    api.overloaded = true;
    var got = api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e1\"}").isProblem(503, "overloaded");
    assertThat(got.header("retry-after")).isEqualTo("1");
    api.post(EVENTS, "[{\"type\":\"a.b\",\"id\":\"e1\"}]").isProblem(503, "overloaded");
    api.overloaded = false;
    assertThat(api.post(EVENTS, "{\"type\":\"a.b\",\"id\":\"e1\"}").status()).isEqualTo(202);
  }

  @Test
  void aStoreThatFailsIsSaidSoWithATimeToComeBack() {
    api.broken = true;
    var got = api.post(EVENTS, "{\"type\":\"a.b\"}").isProblem(503, "store_unavailable");
    assertThat(got.header("retry-after")).isEqualTo("5");
    assertThat(got.text()).doesNotContain("disk", "secret-place");
    api.broken = false;
    assertThat(api.post(EVENTS, "{\"type\":\"a.b\"}").status()).isEqualTo(202);
  }

  @Test
  void aBodyMayBeExactlyAsLargeAsAllowed() {
    assertThat(api.post(EVENTS, event(MAX_BODY)).status()).isEqualTo(202);
    api.post(EVENTS, event(MAX_BODY + 1)).isProblem(413, "body_too_large");
  }

  @Test
  void aChunkedBodyBeyondTheLimitIsCutOff() {
    var tooMuch = event(MAX_BODY * 20).getBytes(StandardCharsets.UTF_8);
    var stream = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tooMuch));
    var answer =
        api.raw(
            head("POST", EVENTS)
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(MAX_BODY + 1)
                + "\r\n"
                + event(MAX_BODY + 1)
                + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"body_too_large\"");
    assertThat(stream.contentLength()).isNegative();
    var fits = event(MAX_BODY).getBytes(StandardCharsets.UTF_8);
    var got =
        api.send(
            "POST",
            EVENTS,
            "application/json",
            BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(fits)));
    assertThat(got.status()).isEqualTo(202);
  }

  @Test
  void aLengthThatIsTooLargeIsRefusedBeforeTheBodyComes() {
    var announced = "Content-Type: application/json\r\nContent-Length: 10000000000\r\n";
    for (var expect : List.of("", "Expect: 100-continue\r\n")) {
      assertThat(api.raw(head("POST", EVENTS) + announced + expect + "\r\n"))
          .startsWith("HTTP/1.1 413 ")
          .contains("\"body_too_large\"")
          .doesNotContain("100 Continue");
    }
  }

  @Test
  void aBodyOfAnotherTypeOrCharsetIsRefused() {
    for (var type :
        List.of(
            "text/plain",
            "application/jsonp",
            "application/json; charset=utf-16",
            "application/json;charset=\"iso-8859-1\"",
            "application/json;charset=x-nobodys",
            "application/json;charset=%%",
            "application/json;charset=\"",
            "application/json;charset=\"utf-8",
            "application/json;charset=",
            "multipart/form-data; boundary=x",
            "application/merge-patch+json",
            "nonsense")) {
      api.send("POST", EVENTS, type, "{\"type\":\"a.b\"}").isProblem(415, "unsupported_media_type");
    }
    var none = api.request(EVENTS).POST(BodyPublishers.ofString("{\"type\":\"a.b\"}"));
    api.send(none).isProblem(415, "unsupported_media_type");
    for (var type :
        List.of("application/json;charset=UTF-8", "Application/JSON ; charset=\"utf-8\"")) {
      assertThat(api.send("POST", EVENTS, type, "{\"type\":\"a.b\"}").status()).isEqualTo(202);
    }
  }

  @Test
  void aCompressedBodyIsRefused() {
    for (var encoding : List.of("gzip", "br", "gzip, gzip", "identity")) {
      var request = api.request(EVENTS).header("Content-Encoding", encoding);
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
      api.send(request).isProblem(415, "unsupported_encoding");
    }
  }

  @Test
  void tooLongAnAddressAndTooManyHeadersAreRefused() {
    assertThat(api.raw(head("GET", "/v1/dialects?a=" + "x".repeat(9_000)) + LAST))
        .startsWith("HTTP/1.1 414 ")
        .contains("\"uri_too_long\"");
    assertThat(api.raw(head("GET", "/" + "x".repeat(20_000)) + LAST))
        .startsWith("HTTP/1.1 414 ")
        .contains("\"uri_too_long\"");
    assertThat(api.raw(head("GET", "/healthz") + "X: " + "y".repeat(17_000) + "\r\n" + LAST))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"headers_too_large\"");
    assertThat(api.raw(head("GET", "/healthz") + "X: y\r\n".repeat(200) + LAST))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"headers_too_large\"");
  }

  @Test
  void whatIsNoHttpIsRefusedAsAProblemAndTheConnectionEnds() {
    for (var rude :
        List.of(
            "\u0001\u0002 nonsense\r\n\r\n",
            head("POST", EVENTS) + "Content-Length: -1\r\n\r\n",
            head("POST", EVENTS) + "Content-Length: +5\r\n\r\n{}{}}",
            head("POST", EVENTS) + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            head("POST", EVENTS)
                + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            head("GET", "/healthz") + "X : y\r\n\r\n",
            head("GET", "/v1/%zz") + "\r\n",
            "GET /healthz HTTP/1.1\r\n\r\n")) {
      var answer = api.raw(rude.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      assertThat(answer).as(rude).startsWith("HTTP/1.1 400 ");
      assertThat(answer).as(rude).contains("application/problem+json", "\"bad_request\"");
    }
  }

  @Test
  void whatHttpAllowsAndWeDoNotIsRefusedAsAProblem() {
    assertThat(api.raw(head("GET", "/healthz").replace("1.1", "3.0") + LAST))
        .startsWith("HTTP/1.1 505 ")
        .contains("\"version_not_supported\"");
    assertThat(api.raw(head("GET", "/healthz") + "Expect: miracles\r\n" + LAST))
        .startsWith("HTTP/1.1 417 ")
        .contains("\"expectation_failed\"");
    assertThat(api.raw("GET http://evil.test/healthz HTTP/1.1\r\nHost: evil.test\r\n" + LAST))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("evil");
  }

  @Test
  void aSecondRequestBehindABrokenOneIsNotExecuted() {
    var hidden =
        head("POST", EVENTS) + "Content-Type: application/json\r\nContent-Length: 14\r\n\r\n";
    var body = "{\"type\":\"a.b\"}";
    api.raw(
        head("POST", EVENTS)
            + "Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked"
            + "\r\n\r\n0\r\n\r\n"
            + hidden
            + body);
    api.raw(
        head("POST", EVENTS)
            + "Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n"
            + hidden
            + body);
    assertThat(api.get(EVENTS).items()).isEmpty();
  }

  @Test
  void whatTwoProgramsCouldReadDifferentlyEndsTheConnection() {
    var type = "Content-Type: application/json\r\n";
    var body = "{\"type\":\"a.b\"}";
    var post = head("POST", EVENTS) + type;
    var chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    for (var odd :
        List.of(
            post.replace("\r\n", "\n") + "Content-Length: 14\n\n" + body,
            "POST " + EVENTS + " HTTP/1.1\n" + post.substring(post.indexOf("Host")) + "\r\n",
            post + "X: y\nContent-Length: 14\r\n\r\n" + body,
            post + "Content-Length: 14\r\n\n" + body,
            post + "X: y\rContent-Length: 14\r\n\r\n" + body,
            post + "Content-Length: 14\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked\r\nContent-Length: 14\r\n\r\n0\r\n\r\n",
            post + "Content-Length: 14\r\nContent-Length: 15\r\n\r\n" + body,
            post + "Content-Length: 14\r\nContent-Length: 14\r\n\r\n" + body,
            post + "Content-Length: 14, 14\r\n\r\n" + body,
            post + "Content-Length: -1\r\n\r\n" + body,
            post + "Content-Length: +5\r\n\r\n" + body,
            post + "Content-Length: \r\n\r\n" + body,
            post + "Content-Length : 14\r\n\r\n" + body,
            post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            chunked + "ffffffffffffffff1\r\n" + body + "\r\n0\r\n\r\n",
            chunked + "1000000000000000e\r\n" + body + "\r\n0\r\n\r\n",
            chunked + "e\n" + body + "\r\n0\r\n\r\n",
            chunked + "e\r\n" + body + "\n0\r\n\r\n",
            chunked + "e\r\n" + body + "\r\n0\n\n",
            chunked + "e;a=\nb\r\n" + body + "\r\n0\r\n\r\n",
            chunked + "e\r\n" + body + "\r\n0\r\nX: y\n\r\n")) {
      var answer = api.raw(odd + post + "Content-Length: 14\r\n\r\n" + body);
      assertThat(answer).as(odd).startsWith("HTTP/1.1 400 ").contains("\"bad_request\"");
      assertThat(answer.split("HTTP/1.1 ", -1)).as(odd).hasSize(2);
      assertThat(api.get(EVENTS).items()).as(odd).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsSaidInOneSentence() {
    var tools =
        new RestServer.Tools(new TestJson(), api.ids, api.clock, Thread::startVirtualThread);
    var admission = new Admission((token, address) -> Optional.empty(), organization -> true);
    var binding = new RestServer.Binding("127.0.0.1", api.server.port(), 1);
    var second = new RestServer(binding, List.of(), admission, tools);
    assertThatThrownBy(second::start)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("127.0.0.1:" + api.server.port());
  }

  @Test
  void aChunkThatIsNoneIsABadRequestAndNothingIsKept() {
    var answer =
        api.raw(
            head("POST", EVENTS)
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"bad_request\"");
    assertThat(api.get(EVENTS).items()).isEmpty();
  }

  @Test
  void aBodyThatTricklesInIsGivenUp() throws IOException {
    var slow =
        head("POST", EVENTS) + "Content-Type: application/json\r\nContent-Length: 9000\r\n\r\n";
    try (var socket = new Socket("127.0.0.1", api.server.port())) {
      var out = socket.getOutputStream();
      out.write((slow + " ".repeat(4_000)).getBytes(StandardCharsets.ISO_8859_1));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .until(
              () -> {
                api.clock.advance(Duration.ofSeconds(5));
                out.write(' ');
                return socket.getInputStream().available() > 0;
              });
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"request_timeout\"");
    }
    assertThat(api.get(EVENTS).items()).isEmpty();
  }

  @Test
  void aConnectionGoesOnAfterACallWhoseBodyNobodyWanted() throws Exception {
    try (var socket = new Socket("127.0.0.1", api.server.port())) {
      var out = socket.getOutputStream();
      out.write(
          "POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      // The answer waits for the body: sent before it, it would be followed by the end.
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      out.write(
          "helloGET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(20_000);
      var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answers).contains("HTTP/1.1 404 ", "HTTP/1.1 200 ");
    }
  }

  @Test
  void stoppingLetsARequestEnd() throws Exception {
    var answer = CompletableFuture.supplyAsync(() -> api.get("/slow"));
    entered.await();
    var stopped = CompletableFuture.runAsync(api.server::stop);
    go.countDown();
    assertThat(answer.get().status()).isEqualTo(200);
    stopped.get();
  }

  private static String head(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + TOKEN + "\r\n";
  }

  /** An event that is so many bytes long. */
  private static String event(int size) {
    var empty = "{\"type\":\"a.b\",\"log\":\"\"}";
    return empty.replace("\"\"}", "\"" + "x".repeat(size - empty.length()) + "\"}");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
