package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
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

class SubscriptionCommandsTest {
  private static final String ALL = "/v1/organizations/default/subscriptions";
  private static final String ID = "01936d5e-0001-7000-8000-00000000000a";
  private static final String ONE = ALL + "/" + ID;
  private static final String SUBSCRIPTION =
      """
      {"id":"01936d5e-0001-7000-8000-00000000000a","number":5,"name":"billing","description":"","enabled":true,
       "sink":"webhook","dialect":"qovery",
       "options":{"url":"https://receiver.test/in","secret_set":true,"headers":{"X-Shop":"***"}},
       "filter":{"events":["DEPLOYMENT_FAILURE"],"projects":["shop*"],"groups":[]},
       "retry":{"schedule":["PT1S"],"jitter":0.1},"created_at":"2026-03-01T08:00:00Z"}
      """;

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path folder;

  @Test
  void createSendsWhatItsFlagsSay() {
    created(SUBSCRIPTION);

    var run =
        run(
            "create",
            "--url",
            "https://receiver.test/in",
            "--name",
            "billing",
            "--dialect",
            "qovery",
            "--sink",
            "webhook",
            "--secret",
            "s3cret",
            "--header",
            "X-Shop=a=b",
            "--event",
            "DEPLOYMENT_FAILURE,DEPLOYMENT_STARTED",
            "--event",
            "environment.*",
            "--exclude-event",
            "environment.backup",
            "--status",
            "failed",
            "--project",
            "shop*",
            "--environment",
            "live",
            "--application",
            "till");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("Created " + ID).contains("https://receiver.test/in");
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name":"billing","sink":"webhook","dialect":"qovery",
                     "options":{"url":"https://receiver.test/in","secret":"s3cret",
                                "headers":{"X-Shop":"a=b"}},
                     "filter":{"events":["DEPLOYMENT_FAILURE","DEPLOYMENT_STARTED","environment.*"],
                               "excluded_events":["environment.backup"],"statuses":["failed"],
                               "projects":["shop*"],"environments":["live"],
                               "applications":["till"]}}
                    """)));
  }

  @Test
  void flagsChangeWhatAFileSays() throws Exception {
    created(SUBSCRIPTION);
    var file =
        Files.writeString(
            folder.resolve("s.json"),
            """
            {"name":"old","options":{"url":"https://a.test","headers":{"A":"1"}},
             "filter":{"events":["x.y"],"racks":["r"]},"retry":{"jitter":0.50}}
            """);

    run("create", "--file", file.toString(), "--name", "new", "--header", "B=2", "--event", "a.b");

    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL))
            .withRequestBody(
                equalTo(
                    "{\"name\":\"new\",\"options\":{\"url\":\"https://a.test\",\"headers\":"
                        + "{\"A\":\"1\",\"B\":\"2\"}},\"filter\":{\"events\":[\"a.b\"],"
                        + "\"racks\":[\"r\"]},\"retry\":{\"jitter\":0.50}}")));
  }

  @Test
  void aFreshSecretIsShownWithANote() {
    created("{\"id\":\"" + ID + "\",\"options\":{\"url\":\"u\",\"secret\":\"whsec_abc\"}}");

    var run = run("create", "--url", "https://receiver.test");

    assertThat(run.out()).contains("whsec_abc");
    assertThat(run.err()).contains("shown this once");
  }

  @Test
  void aWarningIsPassedOn() {
    created(
        "{\"id\":\"1\",\"warnings\":[{\"code\":\"unknown_event\",\"detail\":\"Nobody knows"
            + " it.\"}]}");

    assertThat(run("create", "--url", "u").err()).isEqualTo("warning: Nobody knows it.\n");
  }

  @Test
  void editSendsOnlyWhatChanges() {
    SERVICE.stubFor(patch(urlEqualTo(ONE)).willReturn(okJson(SUBSCRIPTION)));

    var run = run("edit", ID, "--url", "https://b.test", "--header", "X=1", "--event", "a.b");

    assertThat(run.out()).startsWith("Changed " + ID);
    SERVICE.verify(
        patchRequestedFor(urlEqualTo(ONE))
            .withRequestBody(
                equalTo(
                    "{\"options\":{\"url\":\"https://b.test\",\"headers\":{\"X\":\"1\"}},"
                        + "\"filter\":{\"events\":[\"a.b\"]}}")));
  }

  @Test
  void editTakesAMergePatchFromStandardInput() {
    SERVICE.stubFor(patch(urlEqualTo(ONE)).willReturn(okJson(SUBSCRIPTION)));

    new Program()
        .reading("{\"description\":null}")
        .run("--url", SERVICE.baseUrl(), "subscriptions", "edit", ID, "--file", "-");

    SERVICE.verify(
        patchRequestedFor(urlEqualTo(ONE)).withRequestBody(equalTo("{\"description\":null}")));
  }

  @Test
  void showListsWhatASubscriptionIsMadeOf() {
    SERVICE.stubFor(get(urlEqualTo(ONE)).willReturn(okJson(SUBSCRIPTION)));

    assertThat(run("show", ID).out())
        .isEqualTo(
            """
            01936d5e-0001-7000-8000-00000000000a  billing
              state       active
              number      5
              sink        webhook
              dialect     qovery
              retry       {"schedule":["PT1S"],"jitter":0.1}
              created at  2026-03-01T08:00:00Z
              url         https://receiver.test/in
              secret set  true
              headers     {"X-Shop":"***"}
              events      DEPLOYMENT_FAILURE
              projects    shop*
            """);
  }

  @Test
  void jsonIsTheApisToTheByte() {
    var odd = "{ \"id\" : \"1\",\n \"n\": 1.50, \"x\":\"\\u00e9é\\u001b\" }";
    SERVICE.stubFor(get(urlEqualTo(ONE)).willReturn(okJson(odd)));

    assertThat(run("show", ID, "--json")).isEqualTo(new Program.Run(0, odd + "\n", ""));
  }

  @Test
  void listIsATable() {
    SERVICE.stubFor(
        get(urlEqualTo(ALL))
            .willReturn(
                okJson(
                    """
                    {"items":[
                      {"id":"i1","name":"a","enabled":true,"sink":"webhook","dialect":"convox",
                       "options":{"url":"https://a.test/very/long"}},
                      {"id":"i22","name":"bb","enabled":false,"sink":"slack","dialect":"horizon",
                       "options":{"url":"https://b.test"}}],
                     "next_cursor":null}
                    """)));

    assertThat(run("list"))
        .isEqualTo(
            new Program.Run(
                0,
                """
                ID   NAME  STATE   SINK     DIALECT  URL
                i1   a     active  webhook  convox   https://a.test/very/long
                i22  bb    paused  slack    horizon  https://b.test
                """,
                ""));
  }

  @Test
  void onATerminalTheTableFitsAndHasColours() {
    var url = "https://a.test/" + "x".repeat(200);
    SERVICE.stubFor(
        get(urlEqualTo(ALL))
            .willReturn(
                okJson(
                    "{\"items\":[{\"id\":\""
                        + ID
                        + "\",\"options\":{\"url\":\""
                        + url
                        + "\"}}]}")));

    var run = new Program().onTerminal().run("subscriptions", "list", "--url", SERVICE.baseUrl());

    assertThat(run.out())
        .contains(ID)
        .contains("\u001b[32mactive")
        .contains("https://a.te…")
        .doesNotContain(url);
  }

  @Test
  void pauseAndResumeAnswerTheSubscription() {
    Stream.of("pause", "resume")
        .forEach(
            verb ->
                SERVICE.stubFor(
                    post(urlEqualTo(ONE + "/" + verb)).willReturn(okJson(SUBSCRIPTION))));

    assertThat(run("pause", ID).out()).startsWith("Paused " + ID);
    assertThat(run("resume", ID).out()).startsWith("Resumed " + ID);
  }

  @Test
  void rotateSecretShowsTheNewOneOnce() {
    var rotated =
        "{\"id\":\"i\",\"options\":{\"url\":\"u\",\"secret\":\"whsec_new\","
            + "\"secret_retiring_until\":\"2026-03-02T08:00:00Z\"}}";
    SERVICE.stubFor(post(urlEqualTo(ONE + "/rotate-secret")).willReturn(okJson(rotated)));

    var run = run("rotate-secret", ID, "--overlap", "PT2H");

    assertThat(run.out())
        .isEqualTo(
            """
            New secret for i
              state                  active
              url                    u
              secret                 whsec_new
              secret retiring until  2026-03-02T08:00:00Z
            """);
    assertThat(run.err()).contains("shown this once");
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ONE + "/rotate-secret"))
            .withRequestBody(equalTo("{\"overlap\":\"PT2H\"}")));
    assertThat(run("rotate-secret", ID, "--json").out()).isEqualTo(rotated + "\n");
  }

  @Test
  void aSecretOutOfAFileStaysOffTheScreen() throws Exception {
    SERVICE.stubFor(
        post(urlEqualTo(ONE + "/rotate-secret"))
            .willReturn(okJson("{\"id\":\"i\",\"options\":{\"secret\":\" my own \"}}")));
    var file = Files.writeString(folder.resolve("secret"), " my own \n");

    var run = run("rotate-secret", ID, "--secret-file", file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.out() + run.err()).doesNotContain("my own", "shown this once");
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ONE + "/rotate-secret"))
            .withRequestBody(equalTo("{\"secret\":\" my own \"}")));
    var empty = Files.writeString(folder.resolve("empty"), "\n").toString();
    assertThat(run("rotate-secret", ID, "--secret-file", empty).status()).isEqualTo(2);
  }

  @Test
  void testShowsTheAttemptAndFailsIfItDidNotArrive() {
    var attempt =
        "{\"number\":1,\"outcome\":\"%s\",\"request\":{\"method\":\"POST\",\"url\":\"http://r\"}}";
    SERVICE.stubFor(
        post(urlEqualTo(ONE + "/test")).willReturn(okJson(attempt.formatted("delivered"))));
    SERVICE.stubFor(
        post(urlEqualTo(ONE + "/test?type=a.b")).willReturn(okJson(attempt.formatted("retry"))));

    assertThat(run("test", ID).status()).isZero();
    assertThat(run("test", ID).out()).contains("Attempt 1: delivered").contains("> POST http://r");
    assertThat(run("test", ID, "--type", "a.b").status()).isEqualTo(1);
    assertThat(run("test", ID, "--type", "a.b", "--json"))
        .isEqualTo(new Program.Run(1, attempt.formatted("retry") + "\n", ""));
  }

  @Test
  void validateSaysWhatIsWrongAndFailsThen() {
    SERVICE.stubFor(
        post(urlEqualTo(ONE + "/validate"))
            .willReturn(okJson("{\"valid\":true,\"errors\":[],\"warnings\":[]}")));
    SERVICE.stubFor(
        post(urlEqualTo(ONE + "/validate?probe=true"))
            .willReturn(
                okJson(
                    "{\"valid\":false,\"errors\":[{\"pointer\":\"/options/url\",\"code\":\"timeout\",\"detail\":\"no"
                        + " answer\"}],\"warnings\":[{\"pointer\":\"\","
                        + "\"code\":\"odd\",\"detail\":\"Odd.\"}]}")));

    assertThat(run("validate", ID)).isEqualTo(new Program.Run(0, ID + " is valid\n", ""));
    assertThat(run("validate", ID, "--probe"))
        .isEqualTo(
            new Program.Run(
                1,
                """
                %s isn't valid
                  error: /options/url: no answer (timeout)
                  warning: Odd. (odd)
                """
                    .formatted(ID),
                ""));
  }

  @Test
  void deleteSaysSoAndJsonHasNothingToSay() {
    SERVICE.stubFor(delete(urlEqualTo(ONE)).willReturn(noContent()));

    assertThat(run("delete", ID)).isEqualTo(new Program.Run(0, "Deleted " + ID + "\n", ""));
    assertThat(run("delete", ID, "--json")).isEqualTo(new Program.Run(0, "", ""));
    SERVICE.verify(2, deleteRequestedFor(urlEqualTo(ONE)));
  }

  @Test
  void anIdIsOneSegmentOfThePath() {
    SERVICE.stubFor(get(urlEqualTo(ALL + "/a%2Fb%20%3F")).willReturn(okJson(SUBSCRIPTION)));

    assertThat(run("show", "a/b ?").status()).isZero();
  }

  private static void created(String subscription) {
    SERVICE.stubFor(
        post(urlEqualTo(ALL)).willReturn(aResponse().withStatus(201).withBody(subscription)));
  }

  private static Program.Run run(String... arguments) {
    var all =
        Stream.concat(Stream.of("--url", SERVICE.baseUrl(), "subscriptions"), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
