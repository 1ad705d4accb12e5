package dev.hookcast.http.sink;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.DivshotDialect;
import dev.hookcast.core.dialect.HorizonDialect;
import dev.hookcast.core.dialect.QoveryDialect;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.http.JacksonJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request owes to the dialect of its subscription. */
class WebhookSinkDialectTest {
  private static final String CLEAR = "short"; // so short that it isn't searched for in texts

  /** Something that Horizon has two spellings for. */
  private static final Event DELETED =
      event(
          """
          {"id":"e1","type":"application.delete","status":"succeeded",
           "occurred_at":"2026-03-04T05:06:07Z","scope":{"application":{"id":"318"}}}\
          """);

  private final WireMockServer receiver =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private final WebhookSink sink = Sending.sink(Sending.LOOPBACK);

  @BeforeEach
  void start() {
    receiver.start();
    answer(200);
  }

  @AfterEach
  void stop() {
    receiver.stop();
  }

  @Test
  void itIsToldTheNumbersAndTheWordsOfTheSubscription() {
    sent(DELETED, new HorizonDialect(), "cluster_deleted", "application_deleted");

    assertThat(request().getBodyAsString())
        .isEqualTo(
            "{\"id\":11,\"eventID\":7,\"webhookID\":5,\"application\":{\"id\":318},"
                + "\"eventType\":\"application_deleted\"}");
  }

  @Test
  void itsContentTypeIsSentToTheLetter() throws IOException {
    // On a raw socket: WireMock's server tidies this header up before it shows it.
    try (var server = RudeServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      var settings = speaking(new HorizonDialect(), server.url());
      var exchange = sink.send(SinkContract.shipment(settings, DELETED)).exchange();

      assertThat(server.requests().getFirst().headers())
          .contains("Content-Type: application/json;charset=utf-8");
      assertThat(exchange.request().headers())
          .contains(new Header("Content-Type", "application/json;charset=utf-8"));
    }
  }

  @Test
  void aSecretInClearReachesTheReceiverAndNoRecord() {
    isSentButNotRecorded(
        sent(DELETED, new HorizonDialect()).exchange().request().headers(),
        "X-Horizon-Webhook-Secret");
    receiver.resetRequests();
    isSentButNotRecorded(
        sent(SinkContract.ordinary(), new QoveryDialect()).exchange().request().headers(),
        "Qovery-Signature",
        "Qovery-Secret");
  }

  @ParameterizedTest
  @CsvSource({"200,true", "226,true", "301,true", "304,true", "399,true", "400,false", "500,false"})
  void belowFourHundredIsSuccessForHorizonAndNoRedirectIsFollowed(int status, boolean success) {
    answer(status);

    var outcome = sent(DELETED, new HorizonDialect()).outcome();

    assertThat(outcome instanceof Outcome.Delivered).isEqualTo(success);
    assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly("/hook");
  }

  @ParameterizedTest
  @CsvSource({"200,true", "209,true", "210,false", "226,false", "304,false", "410,false"})
  void divshotTriesAgainWhateverIsNot20x(int status, boolean success) {
    answer(status);

    var outcome = sent(SinkContract.ordinary(), new DivshotDialect()).outcome();

    assertThat(outcome).isInstanceOf(success ? Outcome.Delivered.class : Outcome.Retry.class);
  }

  private void isSentButNotRecorded(List<Header> recorded, String... names) {
    for (var name : names) {
      assertThat(request().getHeader(name)).isEqualTo(CLEAR);
      assertThat(Sending.header(recorded, name)).contains(Secret.MASK);
    }
    assertThat(recorded).extracting(Header::value).doesNotContain(CLEAR);
  }

  private Receipt sent(Event event, Dialect dialect, String... words) {
    var url = "http://127.0.0.1:" + receiver.port() + "/hook";
    return sink.send(SinkContract.shipment(speaking(dialect, url, words), event));
  }

  private static Settings speaking(Dialect dialect, String url, String... words) {
    var secret = dialect.objection(new Secret(CLEAR)).isEmpty();
    var choice =
        Sending.with(Sending.to(url), secret ? Optional.of(CLEAR) : Optional.empty(), Map.of());
    var usual = SinkContract.settings(choice);
    return new Settings(
        usual.name(),
        usual.description(),
        true,
        usual.sink(),
        dialect,
        wanting(words),
        usual.retry(),
        usual.limits());
  }

  private static Filter wanting(String... words) {
    var all = Filter.ALL;
    return new Filter(
        Stream.of(words).map(EventPattern::new).toList(),
        all.excludedEvents(),
        all.statuses(),
        all.states(),
        all.results(),
        all.places());
  }

  private void answer(int status) {
    receiver.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));
  }

  private LoggedRequest request() {
    return requests().getFirst();
  }

  private List<LoggedRequest> requests() {
    return receiver.findAll(anyRequestedFor(anyUrl()));
  }

  private static Event event(String document) {
    return EventJson.read((JsonObject) new JacksonJson().read(Bytes.utf8(document)));
  }
}
