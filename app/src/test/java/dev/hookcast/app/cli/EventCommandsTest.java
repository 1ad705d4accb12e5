package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EventCommandsTest {
  private static final String ALL = "/v1/organizations/default/events";
  private static final String RECEIPT =
      """
      {"id":"ev-9","duplicate":false,"matched":2,
       "deliveries":[{"id":"d-1","subscription_id":"s-1"},{"id":"d-22","subscription_id":"s-2"}]}\
      """;

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  @Test
  void publishMakesTheEventFromFlags() {
    accepted(RECEIPT);

    var run =
        run(
            "publish",
            "--type",
            "environment.deploy",
            "--status",
            "failed",
            "--id",
            "ev-9",
            "--project",
            "shop",
            "--environment",
            "live",
            "--application",
            "till",
            "--message",
            "out of paper",
            "--data",
            "{\"tries\": 3.0}");

    assertThat(run)
        .isEqualTo(
            new Program.Run(
                0,
                """
                Published ev-9, for 2 subscriptions
                DELIVERY  SUBSCRIPTION
                d-1       s-1
                d-22      s-2
                """,
                ""));
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalTo(
                    "{\"id\":\"ev-9\",\"type\":\"environment.deploy\",\"status\":\"failed\","
                        + "\"scope\":{\"project\":{\"name\":\"shop\"},\"environment\":"
                        + "{\"name\":\"live\"},\"application\":{\"name\":\"till\"}},"
                        + "\"message\":\"out of paper\",\"data\":{\"tries\":3.0}}")));
  }

  @Test
  void publishSendsAFileToTheByte() throws Exception {
    accepted(RECEIPT);
    var file = Files.writeString(folder.resolve("e.json"), "{ \"b\":1.0,\n\t\"a\": 2 }\n");

    run("publish", "--file", file.toString(), "--dialect", "qovery", "--idempotency-key", "k-1");

    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL + "?dialect=qovery"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Idempotency-Key", equalTo("k-1"))
            .withRequestBody(equalTo("{ \"b\":1.0,\n\t\"a\": 2 }\n")));
  }

  @Test
  void cloudEventsGoUnderTheirOwnContentType() {
    accepted(RECEIPT);

    publishAsCloudEvents("{\"specversion\":\"1.0\"}");
    publishAsCloudEvents(" [{\"specversion\":\"1.0\"}]");

    sentAs("application/cloudevents+json");
    sentAs("application/cloudevents-batch+json");
  }

  @Test
  void aBatchAnswersALineForEach() {
    accepted(
        """
        [{"id":"a","duplicate":false,"matched":1,"deliveries":[{"id":"d","subscription_id":"s"}]},
         {"id":"b","external_id":"x-1","duplicate":true,"matched":0,"deliveries":[]}]
        """);

    var run =
        new Program()
            .reading("[{},{}]")
            .run("events", "publish", "--file", "-", "--url", SERVICE.baseUrl());

    assertThat(run.out())
        .isEqualTo(
            """
            Published a, for 1 subscription
            Known already: b (x-1), for 0 subscriptions
            DELIVERY  SUBSCRIPTION
            d         s
            """);
  }

  @Test
  void publishHandsTheJsonOn() {
    accepted(RECEIPT);

    assertThat(run("publish", "--type", "a.b", "--json").out()).isEqualTo(RECEIPT + "\n");
  }

  @Test
  void listFiltersAndSaysHowToGoOn() {
    SERVICE.stubFor(
        get(anyUrl())
            .willReturn(
                okJson(
                    """
                    {"items":[{"id":"e1","type":"environment.deploy","status":"failed",
                      "occurred_at":"2026-04-05T06:07:08Z","scope":{"project":{"name":"shop"},
                      "environment":{"id":"7"},"application":{"name":"till"}}}],
                     "next_cursor":"c/2"}
                    """)));

    var run =
        run(
            "list",
            "--type",
            "environment.deploy",
            "--status",
            "failed",
            "--project",
            "a b",
            "--environment",
            "live",
            "--since",
            "2026-01-01T00:00:00+01:00",
            "--until",
            "2026-02-01T00:00:00Z",
            "--limit",
            "1",
            "--cursor",
            "c1");

    assertThat(run.out())
        .isEqualTo(
            """
            ID  TYPE                STATUS  OCCURRED              WHERE
            e1  environment.deploy  failed  2026-04-05T06:07:08Z  shop/7/till
            """);
    assertThat(run.err()).contains("--cursor c/2").contains("--all");
    SERVICE.verify(
        getRequestedFor(
            urlEqualTo(
                ALL
                    + "?since=2026-01-01T00%3A00%3A00%2B01%3A00&until=2026-02-01T00%3A00%3A00Z"
                    + "&type=environment.deploy&status=failed&project=a+b&environment=live"
                    + "&limit=1&cursor=c1")));
  }

  @Test
  void allFollowsThePages() {
    page("?limit=200", "e3", "\"two\"");
    page("?limit=200&cursor=two", "e2", "\"three\"");
    page("?limit=200&cursor=three", "e1", "null");

    assertThat(run("list", "--all").out().lines().map(String::strip))
        .containsExactly("ID  TYPE  STATUS  OCCURRED  WHERE", "e3", "e2", "e1");
    assertThat(run("list", "--all").err()).isEmpty();
    assertThat(run("list", "--all", "--json").out().lines())
        .containsExactly(body("e3", "\"two\""), body("e2", "\"three\""), body("e1", "null"));
  }

  @Test
  void anEmptyListSaysSoBesideTheOutput() {
    SERVICE.stubFor(get(anyUrl()).willReturn(okJson("{\"items\":[],\"next_cursor\":null}")));

    assertThat(run("list")).isEqualTo(new Program.Run(0, "", "No events.\n"));
  }

  @Test
  void showPrintsTheEventAndItsDeliveries() {
    SERVICE.stubFor(
        get(urlEqualTo(ALL + "/e1"))
            .willReturn(
                okJson(
                    """
                    {"id":"e1","type":"build.create","status":"succeeded","number":3,
                     "scope":{"project":{"name":"shop"}},"message":"line\\u001b[1m",
                     "deliveries":[{"id":"d1","state":"waiting","event_id":"e1",
                       "subscription_id":"s1","next_attempt_at":"2026-04-05T06:07:08Z"}],
                     "deliveries_next_cursor":null}
                    """)));

    assertThat(run("show", "e1").out())
        .isEqualTo(
            """
            e1  build.create
              status   succeeded
              number   3
              message  line\\u001b[1m
              scope
                {
                  "project": {
                    "name": "shop"
                  }
                }

            ID  STATE    ATTEMPTS  NEXT ATTEMPT          EVENT  SUBSCRIPTION
            d1  waiting  -         2026-04-05T06:07:08Z  e1     s1
            """);
  }

  @Test
  void explainSaysWhoWantsTheEventAndWhyTheOthersDoNot() {
    var answer =
        """
        {"event_id":"e1","verdicts":[
          {"subscription_id":"s1","subscription_name":"all","verdict":"matched","reason":"It is."},
          {"subscription_id":"s22","subscription_name":"x","verdict":"skipped","reason":"No."}]}\
        """;
    SERVICE.stubFor(get(urlEqualTo(ALL + "/e1/explain")).willReturn(okJson(answer)));

    assertThat(run("explain", "e1"))
        .isEqualTo(
            new Program.Run(
                0,
                """
                SUBSCRIPTION  NAME  VERDICT  REASON
                s1            all   matched  It is.
                s22           x     skipped  No.
                """,
                ""));
    assertThat(run("explain", "e1", "--json").out()).isEqualTo(answer + "\n");
  }

  private static void publishAsCloudEvents(String document) {
    new Program()
        .reading(document)
        .run(
            "events",
            "publish",
            "--file",
            "-",
            "--dialect",
            "cloudevents",
            "--url",
            SERVICE.baseUrl());
  }

  private static void sentAs(String type) {
    SERVICE.verify(postRequestedFor(anyUrl()).withHeader("Content-Type", equalTo(type)));
  }

  private static void page(String query, String id, String next) {
    SERVICE.stubFor(get(urlEqualTo(ALL + query)).willReturn(okJson(body(id, next))));
  }

  private static String body(String id, String next) {
    return "{\"items\":[{\"id\":\"" + id + "\"}],\"next_cursor\":" + next + "}";
  }

  private static void accepted(String receipt) {
    SERVICE.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(202).withBody(receipt)));
  }

  private static Program.Run run(String... arguments) {
    var all = Stream.concat(Stream.of("--url", SERVICE.baseUrl(), "events"), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
