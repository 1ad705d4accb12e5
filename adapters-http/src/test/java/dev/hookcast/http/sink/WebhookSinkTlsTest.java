package dev.hookcast.http.sink;

import static dev.hookcast.http.sink.Sending.LOOPBACK;
import static dev.hookcast.http.sink.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.hookcast.core.Problem;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.http.JacksonJson;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with real servers: whom the sink trusts, and who it says it is. */
class WebhookSinkTlsTest {
  private static final String SUPPORTED_VERSIONS = "2b"; // RFC 8446, 4.2.1
  @TempDir private static Path folder;
  private static Certificates certificates;

  private final List<HttpsServer> servers = new ArrayList<>();
  private final List<String> callers = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void certify() {
    certificates = Certificates.in(folder);
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void anAuthorityOfTheOperatorsIsTrustedBesidesThoseThatJavaKnows() throws IOException {
    var to = to(server("server", false));
    assertThat(code(send(sink(Trust.usual()), to))).isEqualTo("tls_error");
    assertThat(send(sink(ours()), to).outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(callers).containsExactly("nobody");
  }

  @Test
  void aCertificateOfAnotherNameIsRefusedUnlessNothingIsVerified() throws IOException {
    var to = to(server("elsewhere", false));
    var sink = sink(ours());
    assertThat(code(send(sink, to))).isEqualTo("tls_error");
    var careless = with(to, Map.of("ssl_verify", Json.of(false)), Map.of());
    assertThat(send(sink, careless).outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(code(send(sink, to))).isEqualTo("tls_error");
  }

  @Test
  void theOperatorMayForbidToVerifyNothing() throws IOException {
    var to = to(server("server", false));
    var careless = with(to, Map.of("ssl_verify", Json.of(false)), Map.of());
    var plain = with(to("http://127.0.0.1:9999/"), Map.of("ssl_verify", Json.of(false)), Map.of());
    var strict = sink(ours().strict());
    for (var choice : List.of(careless, plain, as(careless, "heron"))) {
      assertThat(problems(strict, choice)).containsExactly("/ssl_verify tls_verification_required");
      var receipt = send(strict, choice);
      assertThat(code(receipt)).isEqualTo("tls_verification_required");
      assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    }
    assertThat(callers).isEmpty();
    assertThat(problems(strict, to)).isEmpty();
    assertThat(send(strict, to).outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(problems(sink(ours()), careless)).isEmpty();
  }

  @Test
  void aReceiverThatAsksForACertificateGetsTheSubscriptionsOwn() throws IOException {
    var to = to(server("server", true));
    var sink = sink(ours());
    for (int i = 0; i < 10; i++) {
      for (var name : List.of("heron", "egret")) {
        assertThat(send(sink, as(to, name)).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(callers.getLast()).isEqualTo("CN=" + name);
      }
      assertThat(send(sink, to).outcome()).isNotInstanceOf(Outcome.Delivered.class);
    }
    var careless = with(as(to, "heron"), Map.of("ssl_verify", Json.of(false)), Map.of());
    assertThat(send(sink, careless).outcome()).isInstanceOf(Outcome.Delivered.class);
    assertThat(callers).hasSize(21);
  }

  @Test
  void nothingOfAnIdentityIsInWhatIsRecorded() throws IOException {
    var receipt = send(sink(ours()), as(to(server("server", true)), "heron"));
    var key = certificates.key("heron").lines().toList().get(1);
    assertThat(receipt.toString()).doesNotContain(key);
    assertThat(receipt.exchange().request().headers().toString()).doesNotContain(key);
  }

  @Test
  void onlyTls12And13AreOffered() throws Exception {
    for (var sink : List.of(sink(Trust.usual()), sink(ours()))) {
      for (boolean verify : List.of(true, false)) {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
          var hello = CompletableFuture.supplyAsync(() -> hello(listening));
          var url = "https://127.0.0.1:" + listening.getLocalPort() + "/";
          var options = Map.<String, Json>of("ssl_verify", Json.of(verify));
          send(sink, with(to(url), options, Map.of()));
          assertThat(versions(hello.get())).containsExactlyInAnyOrder("0304", "0303");
        }
      }
    }
  }

  @Test
  void aPasswordIsSentAsBasicAndNeverRecorded() throws IOException {
    var to = to(server("server", false));
    var known =
        with(
            to,
            Map.of("username", Json.of("wren")),
            Map.of("password", "pass word:with \u00fc and more"));
    var receipt = send(sink(ours()), known);
    var encoded =
        Base64.getEncoder()
            .encodeToString("wren:pass word:with \u00fc and more".getBytes(StandardCharsets.UTF_8));
    assertThat(authorizations).containsExactly("Basic " + encoded);
    var exchange = receipt.exchange();
    assertThat(Sending.header(exchange.request().headers(), "Authorization")).hasValue("***");
    var echoed = exchange.response().orElseThrow();
    assertThat(echoed.body().text()).contains("***").doesNotContain(encoded);
    assertThat(Sending.header(echoed.headers(), "X-Echo")).hasValue("***");
  }

  @Test
  void whatCannotBeMeantIsRefusedWithoutShowingIt() {
    var heron = certificates.certificate("heron");
    var key = certificates.key("heron");
    assertThat(codes(Map.of("client_certificate", heron), Map.of()))
        .containsExactly("/client_key required");
    assertThat(codes(Map.of(), Map.of("client_key", key)))
        .containsExactly("/client_certificate required");
    assertThat(codes(Map.of("client_certificate", "x"), Map.of("client_key", key)))
        .containsExactly("/client_certificate client_certificate_invalid");
    assertThat(codes(Map.of("client_certificate", heron), Map.of("client_key", "x" + key)))
        .containsExactly("/client_key client_key_invalid");
    var other = certificates.key("egret");
    assertThat(codes(Map.of("client_certificate", heron), Map.of("client_key", other)))
        .containsExactly("/client_key client_key_mismatch");
    assertThat(codes(Map.of("client_certificate", heron), Map.of("client_key", key))).isEmpty();
    assertThat(codes(Map.of("username", "a:b"), Map.of("password", "p")))
        .containsExactly("/username username_invalid");
    assertThat(codes(Map.of("username", "a"), Map.of())).containsExactly("/password required");
    assertThat(codes(Map.of("username", "a"), Map.of("password", "p\n")))
        .containsExactly("/password password_invalid");
    var twice = Map.of("password", "p", "headers/AUTHORIZATION", "Bearer x");
    assertThat(codes(Map.of("username", "a"), twice))
        .containsExactly("/password authorization_twice");
    assertThat(codes(Map.of("username", "a"), Map.of("password", "p"))).isEmpty();
  }

  @Test
  void aFileWithoutCertificatesIsNoAuthority() {
    for (var wrong : List.of("", "nothing", certificates.key("heron"))) {
      assertThatThrownBy(() -> Trust.besides(wrong.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private static List<String> codes(Map<String, String> options, Map<String, String> secrets) {
    var open = new LinkedHashMap<String, Json>();
    options.forEach((name, value) -> open.put(name, Json.of(value)));
    var choice = with(to("https://receiver.test/"), open, secrets);
    return problems(sink(Trust.usual()), choice);
  }

  private static List<String> problems(WebhookSink sink, SinkChoice choice) {
    var ordinary = SinkContract.shipment(choice, SinkContract.ordinary());
    Settings settings = ordinary.subscription().settings();
    var problems = sink.check(settings);
    assertThat(problems.toString()).doesNotContain("BEGIN PRIVATE");
    return problems.stream().map((Problem p) -> p.pointer() + " " + p.code()).toList();
  }

  private static WebhookSink sink(Trust trust) {
    var guard = new Guard(LOOPBACK, Sending.LOOKUPS, trust);
    return new WebhookSink(
        new JacksonJson(), guard, "1", InstantSource.fixed(Sending.NOW), InstantSource.system());
  }

  private static Trust ours() {
    return Trust.besides(certificates.certificate("authority").getBytes(StandardCharsets.US_ASCII));
  }

  private static SinkChoice to(String url) {
    return Sending.to(url);
  }

  private static SinkChoice as(SinkChoice choice, String name) {
    return with(
        choice,
        Map.of("client_certificate", Json.of(certificates.certificate(name))),
        Map.of("client_key", certificates.key(name)));
  }

  private static SinkChoice with(
      SinkChoice choice, Map<String, Json> options, Map<String, String> secrets) {
    var open = new LinkedHashMap<>(choice.options().members());
    open.putAll(options);
    var others = new LinkedHashMap<>(choice.secrets().others());
    secrets.forEach((name, value) -> others.put(name, new Secret(value)));
    return new SinkChoice(
        choice.kind(),
        choice.speaksDialect(),
        new JsonObject(open),
        new Secrets(Optional.empty(), Optional.empty(), others));
  }

  private static String code(Receipt receipt) {
    return receipt.exchange().failure().orElseThrow().code();
  }

  private String server(String alias, boolean asking) throws IOException {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.serving(alias)) {
          @Override
          public void configure(HttpsParameters parameters) {
            var ssl = getSSLContext().getDefaultSSLParameters();
            ssl.setNeedClientAuth(asking);
            parameters.setSSLParameters(ssl);
          }
        });
    server.createContext("/", this::answer);
    server.start();
    servers.add(server);
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      callers.add(caller((HttpsExchange) exchange));
      var sent = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
      authorizations.addAll(sent);
      sent.forEach(value -> exchange.getResponseHeaders().add("X-Echo", value));
      var echo = ("you sent " + sent).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, echo.length);
      exchange.getResponseBody().write(echo);
    }
  }

  private static String caller(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      return "nobody";
    }
  }

  /** The first record that a client sends. */
  private static byte[] hello(ServerSocket listening) {
    try (var socket = listening.accept()) {
      var in = new DataInputStream(socket.getInputStream());
      in.readNBytes(3);
      return in.readNBytes(in.readUnsignedShort());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The versions that a ClientHello offers: RFC 8446, 4.1.2. */
  private static List<String> versions(byte[] hello) {
    var in = ByteBuffer.wrap(hello);
    in.position(4 + 2 + 32);
    in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
    in.position(in.position() + 2 + Short.toUnsignedInt(in.getShort(in.position())));
    in.position(in.position() + 1 + Byte.toUnsignedInt(in.get(in.position())));
    in.getShort();
    while (in.hasRemaining()) {
      var type = Integer.toHexString(Short.toUnsignedInt(in.getShort()));
      var content = new byte[Short.toUnsignedInt(in.getShort())];
      in.get(content);
      if (type.equals(SUPPORTED_VERSIONS)) {
        var found = new ArrayList<String>();
        for (int i = 1; i < content.length; i += 2) {
          found.add("%02x%02x".formatted(content[i], content[i + 1]));
        }
        return found;
      }
    }
    throw new AssertionError("a client that knows no TLS 1.3");
  }
}
