package dev.hookcast.http.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.hookcast.core.Secret;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.http.JacksonJson;
import java.net.http.HttpHeaders;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What proves a request to its receiver, on the wire and by code that isn't ours. */
class SignaturesTest {
  private static final String NEW = "whsec_" + "TmV3S2V5Rm9yVGhlUXVheVNpZGVHYXRl";
  private static final String OLD = "whsec_" + "T2xkS2V5Rm9yVGhlUXVheVNpZGVHYXRl";
  private static final String STRANGER = "whsec_" + "Tm9Cb2R5S25vd3NUaGlzS2V5SGVyZSEh";

  private final WebhookSink sink =
      new WebhookSink(
          new JacksonJson(),
          Sending.LOOPBACK,
          "7.7.7",
          InstantSource.system(),
          Thread::startVirtualThread);

  @Test
  void standardWebhooksVerifiesByTheNewKeyAndByTheOldOneWhileBothHold() throws Exception {
    var request = sent("cloudevents", NEW, OLD);

    for (var secret : List.of(NEW, OLD)) {
      new Webhook(secret).verify(request.body(), request.headers());
    }
    assertThat(request.header("webhook-signature").split(" ")).hasSize(2);
    assertThatThrownBy(() -> new Webhook(STRANGER).verify(request.body(), request.headers()))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> new Webhook(NEW).verify(request.body() + " ", request.headers()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void anOldKeyEndsWithItsTime() throws Exception {
    var request = sent(settings("cloudevents", NEW, OLD, Instant.now().minusSeconds(1)));

    new Webhook(NEW).verify(request.body(), request.headers());
    assertThatThrownBy(() -> new Webhook(OLD).verify(request.body(), request.headers()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void aKeyPairSignsBesideAKeyWhileOneReplacesTheOther() throws Exception {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var request = sent("cloudevents", whsk(pair), OLD);

    new Webhook(OLD).verify(request.body(), request.headers());
    var signatures = Stream.of(request.header("webhook-signature").split(" "));
    var v1a = signatures.filter(s -> s.startsWith("v1a,")).findFirst().orElseThrow();
    var verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(pair.getPublic());
    verifier.update(
        (request.header("webhook-id")
                + "."
                + request.header("webhook-timestamp")
                + "."
                + request.body())
            .getBytes(UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(v1a.substring(4)))).isTrue();
  }

  @Test
  void convoxSignsTheTimeAndTheBodyByBothKeysInHexadecimal() throws Exception {
    var request = sent("convox", "00ff".repeat(16), "a1B2".repeat(12));

    var parts = request.header("Convox-Signature").split(",");
    var time = parts[0].replaceFirst("^t=", "");
    assertThat(Math.abs(Long.parseLong(time) - Instant.now().getEpochSecond())).isLessThan(300);
    assertThat(parts)
        .containsExactly(
            "t=" + time,
            "v1=" + hex("00ff".repeat(16), time + "." + request.body()),
            "v1=" + hex("a1B2".repeat(12), time + "." + request.body()));
  }

  @Test
  void platformshSignsTheBodyAsItIsByTheNewKeysTextOnly() throws Exception {
    var request = sent("platformsh", "clé partagée", "former");

    var parts = request.header("X-JWS-Signature").split("\\.", -1);
    assertThat(parts).hasSize(3);
    assertThat(parts[1]).isEmpty();
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8))
        .isEqualTo("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}");
    assertThat(Base64.getUrlDecoder().decode(parts[2]))
        .isEqualTo(hmac("clé partagée".getBytes(UTF_8), parts[0] + "." + request.body()));
  }

  @ParameterizedTest
  @CsvSource({
    "qovery, Qovery-Signature",
    "qovery, Qovery-Secret",
    "horizon, X-Horizon-Webhook-Secret"
  })
  void aPlainSecretIsSentByTheHeadersExactName(String dialect, String header) throws Exception {
    assertThat(sent(dialect, "quay-side", "former").head())
        .contains(header + ": quay-side")
        .noneMatch(line -> line.contains("former"));
  }

  @ParameterizedTest
  @CsvSource({
    "convox, Convox-Signature, 000102030405060708090a0b0c0d0e0f",
    "platformsh, X-JWS-Signature, key",
    "cloudevents, webhook-signature, " + NEW,
    "cloudevents, webhook-id, " + NEW,
    "cloudevents, webhook-timestamp, " + NEW,
  })
  void aSignatureIsSentByTheHeadersExactName(String dialect, String header, String secret)
      throws Exception {
    assertThat(sent(dialect, secret, secret).head())
        .filteredOn(line -> line.startsWith(header + ": "))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"convox", "divshot", "qovery", "platformsh", "horizon"})
  void withoutASecretAPlatformsRequestProvesNothing(String dialect) throws Exception {
    var names = sent(settings(dialect, Secrets.NONE)).head().stream().map(l -> l.split(":")[0]);

    assertThat(names).noneMatch(name -> name.matches("(?i).*(signature|secret).*"));
  }

  private record Request(List<String> head, String body) {
    String header(String name) {
      return head.stream()
          .filter(line -> line.startsWith(name + ": "))
          .map(line -> line.substring(name.length() + 2))
          .findFirst()
          .orElseThrow();
    }

    HttpHeaders headers() {
      var names = List.of("webhook-id", "webhook-timestamp", "webhook-signature");
      var values = names.stream().collect(Collectors.toMap(n -> n, n -> List.of(header(n))));
      return HttpHeaders.of(values, (name, value) -> true);
    }
  }

  private Request sent(String dialect, String secret, String former) throws Exception {
    return sent(settings(dialect, secret, former, Instant.now().plusSeconds(3_600)));
  }

  private static Settings settings(String dialect, String secret, String former, Instant until) {
    return settings(
        dialect,
        new Secrets(
            Optional.of(new Secret(secret)),
            Optional.of(new Secrets.Retiring(new Secret(former), until)),
            Map.of()));
  }

  private static Settings settings(String dialect, Secrets secrets) {
    var speaking = Dialects.all().named(dialect).orElseThrow();
    secrets.signing().ifPresent(s -> assertThat(speaking.objection(s)).isEmpty());
    return settings("http://127.0.0.1/", speaking, secrets);
  }

  private static Settings settings(String url, Dialect dialect, Secrets secrets) {
    var usual = SinkContract.settings(Sending.to(url));
    return new Settings(
            usual.name(),
            usual.description(),
            true,
            usual.sink(),
            dialect,
            usual.filter(),
            usual.retry(),
            usual.limits())
        .with(secrets);
  }

  /** Sends something now, and keeps the request's lines as they stood on the wire. */
  private Request sent(Settings settings) throws Exception {
    try (var server = RudeServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      var there = settings(server.url(), settings.dialect(), settings.sink().secrets());
      var event = EventExamples.of(EventType.DEPLOY, status(settings.dialect()));
      var usual = SinkContract.shipment(there, event);
      sink.send(
          new Shipment(
              usual.id(),
              1,
              1,
              Instant.now(),
              event,
              usual.recorded(),
              usual.subscription(),
              false));
      var received = server.requests().getFirst();
      return new Request(received.headers(), new String(received.body(), UTF_8));
    }
  }

  /** Horizon tells only of what begins. */
  private static EventStatus status(Dialect dialect) {
    return dialect.name().equals("horizon") ? EventStatus.STARTED : EventStatus.SUCCEEDED;
  }

  private static String whsk(KeyPair pair) {
    var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    var encoded = pair.getPublic().getEncoded();
    var both = new byte[64];
    System.arraycopy(seed, 0, both, 0, 32);
    System.arraycopy(encoded, encoded.length - 32, both, 32, 32);
    return "whsk_" + Base64.getEncoder().encodeToString(both);
  }

  private static String hex(String key, String signed) throws Exception {
    return HexFormat.of().formatHex(hmac(HexFormat.of().parseHex(key), signed));
  }

  private static byte[] hmac(byte[] key, String signed) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(signed.getBytes(UTF_8));
  }
}
