package dev.hookcast.http.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.hookcast.http.sink.Sending.LOOPBACK;
import static dev.hookcast.http.sink.Sending.header;
import static dev.hookcast.http.sink.Sending.send;
import static dev.hookcast.http.sink.Sending.to;
import static dev.hookcast.http.sink.Sending.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.dialect.CloudEventsDialect;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.http.JacksonJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSinkTest implements SinkContract {
  private static final String SIGNING =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("a key of 24 bytes, or so".getBytes(StandardCharsets.UTF_8));

  private final WireMockServer receiver =
      new WireMockServer(options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));
  private final WebhookSink sink = Sending.sink(LOOPBACK);

  @BeforeEach
  void start() {
    receiver.start();
    answer(aResponse().withStatus(200).withBody("thanks"));
  }

  @AfterEach
  void stop() {
    receiver.stop();
  }

  @Override
  public WebhookSink sink() {
    return sink;
  }

  @Override
  public SinkChoice accepting() {
    return secret(choice());
  }

  @Override
  public SinkChoice failing() {
    return secret(closed());
  }

  @Override
  public SinkChoice invalid() {
    return secret(to("http://192.168.7.7/hook"));
  }

  @Override
  public int received() {
    return requests().size();
  }

  @Test
  void aFreshConnectionTakesPhasesThatAKeptOneHasnt() {
    answer(aResponse().withFixedDelay(40));
    var fresh = send(sink, choice()).exchange().timing();
    assertThat(fresh.spent())
        .containsOnlyKeys(Phase.CONNECT, Phase.SENDING, Phase.WAITING, Phase.RECEIVING);
    assertThat(fresh.spent().get(Phase.WAITING)).isGreaterThanOrEqualTo(Duration.ofMillis(40));
    assertThat(send(sink, choice()).exchange().timing().spent())
        .containsOnlyKeys(Phase.SENDING, Phase.WAITING, Phase.RECEIVING);
    assertThat(send(sink, closed()).exchange().timing().spent()).containsOnlyKeys(Phase.CONNECT);
  }

  @Test
  void theRequestCarriesWhatEveryWebhookCarries() {
    send(sink, secret(choice()));

    var request = requests().getFirst();
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    assertThat(request.getUrl()).isEqualTo("/hook?to=us");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(request.getHeader("User-Agent")).isEqualTo("Hookcast/7.7.7");
    assertThat(request.getHeader("Accept-Encoding")).isEqualTo("identity");
    assertThat(request.getHeader("webhook-id")).isEqualTo("0195c3a0-0000-7000-8000-00000000000d");
    assertThat(request.getHeader("webhook-attempt")).isEqualTo("1");
    assertThat(request.getHeader("webhook-timestamp"))
        .isEqualTo("" + Instant.parse("2026-03-04T05:06:07Z").getEpochSecond());
    assertThat(request.getHeader("X-Team-Key")).isEqualTo("blue-canary-51");
  }

  @Test
  void anIndependentVerifierAcceptsTheSignature() throws Exception {
    var now = Instant.now();
    var shipment = SinkContract.shipment(secret(choice()), SinkContract.ordinary());
    sink.send(
        new Shipment(
            shipment.id(),
            3,
            4,
            now,
            shipment.event(),
            shipment.recorded(),
            shipment.subscription(),
            false));

    var request = requests().getFirst();
    var headers =
        request.getHeaders().all().stream()
            .collect(Collectors.toMap(h -> h.key(), h -> h.values()));
    new Webhook(SIGNING).verify(request.getBodyAsString(), HttpHeaders.of(headers, (n, v) -> true));
    assertThat(request.getHeader("webhook-attempt")).isEqualTo("3");
  }

  @Test
  void theReceiptShowsTheRequestAsItLeft() {
    var exchange = send(sink, secret(choice())).exchange();

    var request = requests().getFirst();
    var shown = exchange.request();
    assertThat(shown.method()).isEqualTo("POST");
    assertThat(shown.url()).isEqualTo(choice().options().text("url").orElseThrow());
    assertThat(shown.body()).isEqualTo(Bytes.of(request.getBody()));
    assertThat(shown.headers()).extracting(Header::name).containsAll(request.getAllHeaderKeys());
    assertThat(header(shown.headers(), "Host")).contains("127.0.0.1:" + receiver.port());
    assertThat(header(shown.headers(), "webhook-signature"))
        .contains(request.getHeader("webhook-signature"));
    assertThat(header(shown.headers(), "x-team-key")).contains(Secret.MASK);
    assertThat(shown.headers()).extracting(Header::name).contains("X-Team-Key");
  }

  @Test
  void theReceiptShowsTheAnswerAsItCame() {
    answer(
        aResponse()
            .withStatus(202)
            .withHeader("X-One", "first", "second")
            .withHeader("Set-Cookie", "session=hush")
            .withHeader("Retry-After", "7")
            .withBody("r\u00e9ponse".getBytes(StandardCharsets.ISO_8859_1)));

    var response = send(sink, choice()).exchange().response().orElseThrow();

    assertThat(response.status()).isEqualTo(202);
    assertThat(response.headers())
        .contains(
            new Header("X-One", "first"),
            new Header("X-One", "second"),
            new Header("Retry-After", "7"),
            new Header("Set-Cookie", Secret.MASK));
    assertThat(response.body().array())
        .isEqualTo("r\u00e9ponse".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(response.truncated()).isFalse();
  }

  @Test
  void aDocumentThatStaysInItsDialectIsSentByteForByte() {
    var text =
        """
        {"specversion" : "1.0", "id":"7", "source":"/x",  "type":"a.b",
          "z": 0.1000, "a": 1E400, "data": {"odd":"\\ud800"} }\
        """;
    var document = Bytes.utf8(text);
    var event =
        new CloudEventsDialect()
            .parse(
                (JsonObject) new JacksonJson().read(document),
                new Arrival(new EventId("e1"), Sending.NOW));
    var shipment = SinkContract.shipment(choice(), event);

    var recorded =
        new RecordedEvent(
            event.id(), 7, OrganizationId.DEFAULT, "cloudevents", document, Sending.NOW);
    sink.send(
        new Shipment(
            shipment.id(), 1, 2, shipment.at(), event, recorded, shipment.subscription(), false));

    assertThat(requests().getFirst().getBodyAsString()).isEqualTo(text);
  }

  @Test
  void anEventFromElsewhereIsSentAsTheDialectRendersIt() {
    send(sink, choice());

    var body = (JsonObject) new JacksonJson().read(Bytes.of(requests().getFirst().getBody()));
    assertThat(body.text("specversion")).contains("1.0");
    assertThat(body.text("source")).contains("/organizations/default");
    assertThat(body.object("data").text("type")).contains("environment.deploy");
  }

  @Test
  void aCookieIsNeverSentBack() {
    answer(aResponse().withHeader("Set-Cookie", "id=1; Path=/").withStatus(200));

    send(sink, choice());
    send(sink, choice());

    assertThat(requests()).noneMatch(request -> request.containsHeader("Cookie"));
  }

  @Test
  void anEncodedAnswerIsKeptAsItCame() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(new byte[1_000_000]);
    }
    answer(
        aResponse()
            .withHeader("Content-Encoding", "gzip")
            .withBody(packed.toByteArray())
            .withStatus(200));

    var body = send(sink, choice()).exchange().response().orElseThrow().body();

    assertThat(body.array()).isEqualTo(packed.toByteArray());
  }

  @Test
  void aSecretThatTheReceiverEchoesIsNotRecorded() {
    answer(
        aResponse()
            .withStatus(500)
            .withHeader("X-Echo", "you sent blue-canary-51")
            .withBody("{\"key\":\"blue-canary-51\",\"s\":\"" + SIGNING + "\"}"));

    var response = send(sink, secret(choice())).exchange().response().orElseThrow();

    assertThat(response.body().text()).isEqualTo("{\"key\":\"***\",\"s\":\"***\"}");
    assertThat(header(response.headers(), "X-Echo")).contains(Secret.MASK);
  }

  @Test
  void anAnswerThatReceiversAreGoneSaysSo() {
    answer(aResponse().withStatus(410));

    assertThat(send(sink, choice()).outcome()).isInstanceOf(Outcome.Gone.class);
  }

  @ParameterizedTest
  @CsvSource({
    "7, 2026-03-04T05:06:15Z",
    "' 7 ', 2026-03-04T05:06:15Z",
    "0, 2026-03-04T05:06:08Z",
    "999999999, 2057-11-10T06:52:47Z",
    "'Wed, 04 Mar 2026 06:00:00 GMT', 2026-03-04T06:00:00Z",
    "-1,",
    "1e9,",
    "99999999999999999999,",
    "soon,",
    "'Wed, 99 Mar 2026 06:00:00 GMT',",
    "'2026-03-04T06:00:00Z',",
    "'',"
  })
  void aWaitThatTheAnswerAsksForIsPassedOn(String value, Instant until) {
    answer(aResponse().withStatus(429).withHeader("Retry-After", value));

    assertThat(send(sink, choice()).outcome())
        .isEqualTo(new Outcome.Retry("the receiver answered 429", Optional.ofNullable(until)));
  }

  @Test
  void aHeaderThatCannotBeSentFailsItsOwnDeliveryOnly() {
    var receipt = send(sink, with(choice(), Optional.empty(), Map.of("X-Bad", "line\r\nbreak")));

    assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(receipt.exchange().failure().orElseThrow().code()).isEqualTo("request_invalid");
    assertThat(receipt.toString()).doesNotContain("break");
    assertThat(received()).isZero();
  }

  @Test
  void anUrlOrSecretThatCannotBeUsedIsAFailureToo() {
    var receipts =
        List.of(
            send(sink, to("not a url")),
            send(sink, Sending.choice(JsonObject.EMPTY)),
            send(sink, with(choice(), Optional.of("no such kind"), Map.of())));

    assertThat(receipts)
        .extracting(receipt -> receipt.exchange().failure().orElseThrow().code())
        .containsOnly("request_invalid");
  }

  @Test
  void anOwnHeaderCannotStandInForASignature() {
    send(sink, with(choice(), Optional.of(SIGNING), Map.of("WEBHOOK-signature", "v1,forged")));

    assertThat(requests().getFirst().header("webhook-signature").values())
        .singleElement()
        .asString()
        .startsWith("v1,")
        .isNotEqualTo("v1,forged");
  }

  @Test
  void aRetiringSecretSignsBesideTheNewOne() {
    var other = SIGNING.replace("whsec_", "whsec_AAAA");
    var secrets =
        new Secrets(
            Optional.of(new Secret(SIGNING)),
            Optional.of(
                new Secrets.Retiring(new Secret(other), Instant.parse("2027-01-01T00:00:00Z"))),
            Map.of());
    var receipt = send(sink, new SinkChoice("webhook", true, choice().options(), secrets));

    assertThat(requests().getFirst().getHeader("webhook-signature").split(" ")).hasSize(2);
    assertThat(receipt.toString()).doesNotContain(other, SIGNING);
  }

  @Test
  void aProxyOfTheJvmIsIgnored() {
    var properties =
        Map.of(
            "socksProxyHost", "127.0.0.1",
            "socksProxyPort", "1",
            "http.proxyHost", "127.0.0.1",
            "http.proxyPort", "1");
    try {
      properties.forEach(System::setProperty);
      // By a name: the JDK spares loopback.
      var receipt =
          send(
              Sending.sink(LOOPBACK, "127.0.0.1"),
              to("http://hooks.example.org:" + receiver.port() + "/"));

      assertThat(receipt.outcome()).isInstanceOf(Outcome.Delivered.class);
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void manyReceiversAreServedByOneSink() {
    var receipts =
        IntStream.range(1, 200)
            .mapToObj(i -> send(sink, to("http://127.0.0." + i + ":1024/x")))
            .map(receipt -> receipt.exchange().failure().orElseThrow().code());

    assertThat(receipts).containsOnly("connect_refused");
  }

  @Test
  void aCertificateIsVerifiedUnlessTheSubscriptionSaysOtherwise() {
    var url = "https://127.0.0.1:" + receiver.httpsPort() + "/hook";
    var on = JsonObject.writing().put("url", url).done();
    var off = on.with("ssl_verify", Json.of(false));

    for (int i = 0; i < 10; i++) {
      assertThat(send(sink, Sending.choice(off)).outcome()).isInstanceOf(Outcome.Delivered.class);
      assertThat(send(sink, Sending.choice(on)).exchange().failure().orElseThrow().code())
          .isEqualTo("tls_error");
    }
    assertThat(received()).isEqualTo(10);
  }

  private SinkChoice choice() {
    return Sending.choice(
        JsonObject.writing()
            .put("url", "http://127.0.0.1:" + receiver.port() + "/hook?to=us")
            .put("timeout", "PT10S")
            .done());
  }

  private static SinkChoice closed() {
    return to("http://127.0.0.1:1024/nobody");
  }

  private static SinkChoice secret(SinkChoice choice) {
    return with(choice, Optional.of(SIGNING), Map.of("X-Team-Key", "blue-canary-51"));
  }

  private void answer(ResponseDefinitionBuilder answer) {
    receiver.stubFor(any(anyUrl()).willReturn(answer));
  }

  private List<LoggedRequest> requests() {
    return receiver.findAll(anyRequestedFor(anyUrl()));
  }
}
