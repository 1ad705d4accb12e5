package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailCommandTest {
  private static final String STREAM = "/v1/organizations/default/stream";
  private static final String EVENT =
      "{\"kind\":\"event\",\"id\":\"e\",\"type\":\"build.create\",\"status\":\"failed\","
          + "\"occurred_at\":\"2026-05-06T07:08:09.123456Z\",\"matched\":2}";
  private static final String TAKEN =
      "{\"kind\":\"attempt\",\"subscription_id\":\"s1\",\"subscription_name\":\"till\","
          + "\"event_type\":\"build.create\",\"at\":\"2026-05-06T07:08:10Z\",\"duration_ms\":12,"
          + "\"outcome\":\"delivered\",\"status\":204,\"error\":null,\"next_attempt_at\":null}";
  private static final String BUSY =
      "{\"kind\":\"attempt\",\"subscription_id\":\"s2\",\"subscription_name\":\"shop\\u001b\","
          + "\"event_type\":\"build.create\",\"at\":\"2026-05-06T07:08:11Z\",\"duration_ms\":1000,"
          + "\"outcome\":\"retry\",\"status\":503,\"error\":{\"code\":\"http_status\"},"
          + "\"next_attempt_at\":\"2026-05-06T07:13:12Z\"}";

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void whatHappensIsALineEach() {
    streams(EVENT, TAKEN, BUSY, "{\"kind\":\"dropped\",\"count\":3}", "{\"kind\":\"news\"}");

    var run = run();

    assertThat(run.out())
        .isEqualTo(
            """
            2026-05-06T07:08:09Z  build.create  failed  for 2 subscriptions
            2026-05-06T07:08:10Z  build.create  → till  delivered  204  12 ms
            2026-05-06T07:08:11Z  build.create  → shop\\u001b  retry  503  1000 ms  again in 5 m
            """);
    assertThat(run.err()).startsWith("3 lines are missing");
    SERVICE.verify(
        getRequestedFor(urlEqualTo(STREAM)).withHeader("Accept", equalTo("text/event-stream")));
  }

  @Test
  void jsonIsTheApisALineEach() {
    streams(EVENT, TAKEN);

    assertThat(run("--json").out()).isEqualTo(EVENT + "\n" + TAKEN + "\n");
  }

  @Test
  void onlyWhatIsWantedIsShown() {
    streams(EVENT, TAKEN, BUSY);

    assertThat(run("--subscription", "s1", "--json").out()).isEqualTo(TAKEN + "\n");
    assertThat(run("--failed", "--json").out()).isEqualTo(BUSY + "\n");
    assertThat(run("--failed", "--subscription", "s1").out()).isEmpty();
  }

  @Test
  void whenTheServiceGoesAwayItSaysSoAndFails() {
    streams(EVENT);
    var ended = run();
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo("hookcast: Hookcast at " + SERVICE.baseUrl() + " has gone away\n");

    SERVICE.stubFor(
        get(urlEqualTo(STREAM)).willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
    assertThat(run().status()).isEqualTo(1);
  }

  @Test
  void aRefusalIsToldAsEver() {
    SERVICE.stubFor(
        get(urlEqualTo(STREAM))
            .willReturn(jsonResponse("{\"title\":\"No\",\"code\":\"insufficient_scope\"}", 403)));

    assertThat(run()).isEqualTo(new Program.Run(1, "", "hookcast: No (insufficient_scope)\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-06T07:08:12.2Z, 0 s",
    "2026-05-06T07:08:11Z, 0 s",
    "2026-05-06T07:08:17Z, 5 s",
    "2026-05-06T07:10:11Z, 119 s",
    "2026-05-06T07:10:12Z, 2 m",
    "2026-05-06T09:08:11Z, 120 m",
    "2026-05-06T09:08:12Z, 2 h",
    "2026-05-07T08:08:12Z, 25 h",
  })
  void theWaitIsRough(String next, String wait) {
    streams(BUSY.replace("2026-05-06T07:13:12Z", next));

    assertThat(run().out()).endsWith("  again in " + wait + "\n");
  }

  private static void streams(String... documents) {
    var body = new StringBuilder(":\n\n");
    Stream.of(documents).forEach(d -> body.append("event: x\ndata: ").append(d).append("\n\n"));
    SERVICE.stubFor(
        get(urlEqualTo(STREAM))
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "text/event-stream")
                    .withBody(body.toString())));
  }

  private static Program.Run run(String... arguments) {
    var all = Stream.concat(Stream.of("--url", SERVICE.baseUrl(), "tail"), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
