package dev.hookcast.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToIgnoreCase;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Phase;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.SinkContract;
import dev.hookcast.core.subscription.SinkChoice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SlackSinkTest implements SinkContract {
  private static final String PATH = "/services/T9ABC/B8DEF/hushhushhush4711";

  private final WireMockServer slack =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private final SlackSink sink = Sending.sink(Sending.LOOPBACK);

  @BeforeEach
  void start() {
    slack.start();
    answer(aResponse().withBody("ok"));
    slack.stubFor(
        post(urlEqualTo("/services/T9ABC/B8DEF/dead"))
            .willReturn(aResponse().withStatus(404).withBody("no_service")));
  }

  @AfterEach
  void stop() {
    slack.stop();
  }

  @Override
  public SlackSink sink() {
    return sink;
  }

  @Override
  public SinkChoice accepting() {
    return Sending.to(slack.baseUrl() + PATH);
  }

  @Override
  public SinkChoice failing() {
    return Sending.to(slack.baseUrl() + "/services/T9ABC/B8DEF/dead");
  }

  @Override
  public SinkChoice invalid() {
    return Sending.to("https://hooks.slack.com.example.net/services/T9ABC/B8DEF/hushhushhush4711");
  }

  @Test
  void aFreshConnectionTakesPhasesThatAKeptOneHasnt() {
    assertThat(Sending.send(sink, slack.baseUrl() + PATH).exchange().timing().spent())
        .containsOnlyKeys(Phase.DNS, Phase.CONNECT, Phase.SENDING, Phase.WAITING, Phase.RECEIVING);
    assertThat(Sending.send(sink, slack.baseUrl() + PATH).exchange().timing().spent())
        .containsOnlyKeys(Phase.SENDING, Phase.WAITING, Phase.RECEIVING);
  }

  @Override
  public int received() {
    return slack.countRequestsMatching(postRequestedFor(anyUrl()).build()).getCount();
  }

  @Test
  void theMessageIsPostedAsJson() {
    send();

    slack.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withHeader("Content-Type", equalToIgnoreCase("application/json; charset=utf-8"))
            .withHeader("User-Agent", equalTo("Hookcast/7.7.7"))
            .withRequestBody(matchingJsonPath("$.text", equalTo("✅ A deploy succeeded")))
            .withRequestBody(matchingJsonPath("$.attachments[0].color", equalTo("#2eb67d"))));
  }

  @Test
  void theExchangeHoldsTheMessageThatWasSent() {
    var event = EventExamples.of(EventType.DEPLOY, EventStatus.FAILED);
    answer(aResponse().withStatus(400).withBody("invalid_payload"));
    var receipt = Sending.send(sink, slack.baseUrl() + PATH, event);

    var sent = slack.getAllServeEvents().getFirst().getRequest().getBody();
    assertThat(receipt.outcome())
        .isEqualTo(new Outcome.Refused("Slack answered 400 invalid_payload"));
    assertThat(receipt.exchange().request().body()).isEqualTo(Bytes.of(sent));
    assertThat(sink.message(event)).isEqualTo(Bytes.of(sent));
    assertThat(receipt.exchange().failure())
        .contains(new Failure("http_status", "Slack answered 400 invalid_payload"));
    assertThat(receipt.exchange().response().orElseThrow().body().text())
        .isEqualTo("invalid_payload");
  }

  @Test
  void theTokenIsNeverRecordedEvenIfTheAnswerEchoesIt() {
    answer(
        aResponse()
            .withStatus(500)
            .withHeader("X-Echo", "posted to " + PATH)
            .withBody("no such path: " + PATH));
    var receipt = send();

    assertThat(receipt.toString()).doesNotContain("hushhush");
    var exchange = receipt.exchange();
    assertThat(exchange.request().url()).isEqualTo(slack.baseUrl() + "/***");
    assertThat(exchange.response().orElseThrow().body().text()).isEqualTo("no such path: ***");
    assertThat(exchange.response().orElseThrow().headers())
        .contains(new Header("X-Echo", "posted to ***"));
  }

  @Test
  void nothingIsLoggedHoweverMuchIsAskedFor() {
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    var lines = new ListAppender<ILoggingEvent>();
    var client = (Logger) LoggerFactory.getLogger("com.slack.api");
    lines.start();
    root.addAppender(lines);
    client.setLevel(Level.TRACE);
    try {
      send();
    } finally {
      client.setLevel(null);
      root.detachAppender(lines);
    }

    assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(this::reveals);
  }

  @Test
  void whatRetryAfterAsksForIsObeyed() {
    answer(aResponse().withStatus(429).withHeader("Retry-After", "30"));

    assertThat(send().outcome())
        .isEqualTo(
            new Outcome.Retry("Slack answered 429", Optional.of(Sending.NOW.plusSeconds(30))));
  }

  @Test
  void noAnswerMakesTheClientSendAgain() {
    var temptations =
        List.of(
            aResponse().withStatus(503).withHeader("Retry-After", "0"),
            aResponse().withStatus(408).withHeader("Retry-After", "0"),
            aResponse().withStatus(429).withHeader("Retry-After", "0"),
            aResponse().withStatus(421),
            aResponse().withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"x\""),
            aResponse().withStatus(407).withHeader("Proxy-Authenticate", "Basic realm=\"x\""),
            aResponse().withStatus(301).withHeader("Location", "/elsewhere"),
            aResponse().withStatus(307).withHeader("Location", "/elsewhere"),
            aResponse().withStatus(308).withHeader("Location", "/elsewhere"));
    for (var temptation : temptations) {
      answer(temptation);
      int before = received();
      var receipt = send();

      assertThat(received()).isEqualTo(before + 1);
      assertThat(receipt.exchange().response().orElseThrow().status())
          .isEqualTo(temptation.build().getStatus());
    }
    slack.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void aRedirectIsRefusedAndNotFollowed() {
    answer(aResponse().withStatus(302).withHeader("Location", slack.baseUrl() + "/elsewhere"));

    assertThat(send().outcome()).isEqualTo(new Outcome.Refused("Slack answered 302"));
    assertThat(slack.getAllServeEvents()).hasSize(1);
  }

  @Test
  void aSuccessThatIsNotOkIsTriedAgain() {
    answer(aResponse().withBody("<html>We'll be back soon</html>"));
    var receipt = send();

    assertThat(receipt.outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(receipt.exchange().failure().orElseThrow().code()).isEqualTo("answer_not_ok");
  }

  @Test
  void oneSlackUrlDoesNotLearnOfAnother() {
    answer(aResponse().withStatus(500));
    var first = send();
    var other = Sending.send(sink, slack.baseUrl() + "/services/T9ABC/B8DEF/dead");

    assertThat(first.outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(other.outcome()).isEqualTo(new Outcome.Gone("Slack answered 404 no_service"));
  }

  private boolean reveals(String line) {
    return line.contains("hushhush") || line.contains("deploy");
  }

  private Receipt send() {
    return Sending.send(sink, slack.baseUrl() + PATH);
  }

  private void answer(ResponseDefinitionBuilder response) {
    slack.stubFor(post(urlEqualTo(PATH)).willReturn(response));
  }
}
