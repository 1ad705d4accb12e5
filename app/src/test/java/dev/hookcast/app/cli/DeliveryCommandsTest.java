package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveryCommandsTest {
  private static final String ALL = "/v1/organizations/default/deliveries";

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void showReadsAsTheTalkThatItWas() {
    one(
        """
        {"id":"d1","number":7,"event_id":"e1","subscription_id":"s1","state":"delivered",
         "created_at":"2026-04-05T06:00:00Z","next_attempt_at":null,
         "attempts":[
          {"number":1,"at":"2026-04-05T06:00:01Z","trigger":"automatic","duration_ms":8,
           "outcome":"retry","error":{"code":"connect_refused","detail":"Nobody listens there."},
           "request":{"method":"POST","url":"https://r.test/in",
             "headers":{"Content-Type":"application/json"},"body":"{\\"a\\":[1.0]}"},
           "response":null},
          {"number":2,"at":"2026-04-05T06:00:09Z","trigger":"manual","duration_ms":31,
           "outcome":"delivered",
           "request":{"method":"POST","url":"https://r.test/in","headers":{},"body":""},
           "response":{"status":200,"headers":{"Set-Cookie":["a","b"]},"body":"fine\\nthanks",
             "body_encoding":"utf-8","truncated":false},
           "timing":{"sending_ms":0.031,"waiting_ms":30}}]}
        """);

    assertThat(run("show", "d1"))
        .isEqualTo(
            new Program.Run(
                0,
                """
                Delivery d1
                  state         delivered
                  event         e1
                  subscription  s1
                  created       2026-04-05T06:00:00Z

                Attempt 1: retry, 2026-04-05T06:00:01Z, 8 ms
                  connect_refused: Nobody listens there.
                  > POST https://r.test/in
                    Content-Type: application/json

                      {
                        "a": [
                          1.0
                        ]
                      }
                  < nothing came back

                Attempt 2: delivered, manual, 2026-04-05T06:00:09Z, 31 ms
                  sending 0.031 ms, waiting 30 ms
                  > POST https://r.test/in
                  < 200
                    Set-Cookie: a
                    Set-Cookie: b

                      fine
                      thanks
                """,
                ""));
  }

  @Test
  void aLongBodyIsCutWithANote() {
    answeredWith("\"body\":\"" + "x".repeat(9_000) + "\",\"truncated\":true");

    var run = run("show", "d1");

    assertThat(run.out())
        .contains("x".repeat(4_000))
        .doesNotContain("x".repeat(4_001))
        .contains("(5,000 more characters; --json has them)")
        .contains("(cut when it was kept)");
  }

  @Test
  void aCutNeverLeavesHalfACharacter() {
    answeredWith("\"body\":\"x" + "🚀".repeat(3_000) + "\"");

    assertThat(run("show", "d1").out()).doesNotContain("\\ud83d").contains("more characters");
  }

  @Test
  void aBodyThatIsntTextIsNamedAndNotPrinted() {
    answeredWith("\"body\":\"AAEC/w==\",\"body_encoding\":\"base64\"");

    assertThat(run("show", "d1").out()).contains("(not text").doesNotContain("AAEC");
  }

  @Test
  void whatAReceiverAnswersCantDriveTheTerminal() {
    answeredWith(
        "\"headers\":{\"X\\u001b[2J\":[\"\\u009b31m\"]},\"body\":\"\\u001b]52;c;x\\u0007\\r!\"");

    assertThat(run("show", "d1").out())
        .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f&&[^\\n]]")
        .contains("X\\u001b[2J: \\u009b31m")
        .contains("\\u001b]52;c;x\\u0007\\u000d!");
  }

  @Test
  void listFiltersAndShowsHowFarEachIs() {
    SERVICE.stubFor(
        get(anyUrl())
            .willReturn(
                okJson(
                    """
                    {"items":[{"id":"d1","event_id":"e1","subscription_id":"s1","state":"exhausted",
                      "next_attempt_at":null,"attempts":[{"number":1},{"number":2}]}],
                     "next_cursor":null}
                    """)));

    var run = run("list", "--subscription", "s1", "--event", "e1", "--state", "exhausted");

    assertThat(run.out())
        .isEqualTo(
            """
            ID  STATE      ATTEMPTS  NEXT ATTEMPT  EVENT  SUBSCRIPTION
            d1  exhausted  2         -             e1     s1
            """);
    SERVICE.verify(
        getRequestedFor(urlEqualTo(ALL + "?subscription_id=s1&event_id=e1&state=exhausted")));
  }

  @Test
  void resendSaysWhereToLook() {
    SERVICE.stubFor(
        post(urlEqualTo(ALL + "/d1/resend"))
            .willReturn(aResponse().withStatus(202).withBody("{\"id\":\"d1\"}")));

    assertThat(run("resend", "d1").out()).contains("Resending d1").contains("deliveries show d1");
    assertThat(run("resend", "d1", "--json").out()).isEqualTo("{\"id\":\"d1\"}\n");
  }

  @Test
  void dialectsAreListedByNameAndShownWhole() {
    SERVICE.stubFor(
        get(urlEqualTo("/v1/dialects"))
            .willReturn(okJson("{\"items\":[{\"name\":\"convox\"},{\"name\":\"horizon\"}]}")));
    SERVICE.stubFor(
        get(urlEqualTo("/v1/dialects/convox")).willReturn(okJson("{\"name\":\"convox\"}")));

    assertThat(new Program().run("dialects", "list", "--url", SERVICE.baseUrl()).out())
        .isEqualTo("convox\nhorizon\n");
    assertThat(new Program().run("dialects", "show", "convox", "--url", SERVICE.baseUrl()).out())
        .isEqualTo("{\n  \"name\": \"convox\"\n}\n");
  }

  private static void answeredWith(String members) {
    one(
        "{\"id\":\"d1\",\"attempts\":[{\"number\":1,\"outcome\":\"delivered\",\"response\":"
            + "{\"status\":200,"
            + members
            + "}}]}");
  }

  private static void one(String delivery) {
    SERVICE.stubFor(get(urlEqualTo(ALL + "/d1")).willReturn(okJson(delivery)));
  }

  private static Program.Run run(String... arguments) {
    var all =
        Stream.concat(Stream.of("--url", SERVICE.baseUrl(), "deliveries"), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
