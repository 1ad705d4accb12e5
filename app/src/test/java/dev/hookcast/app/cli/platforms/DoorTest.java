package dev.hookcast.app.cli.platforms;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.hookcast.app.cli.platforms.Desk.failing;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.hookcast.app.cli.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the platforms' commands ask for, and how they take a service that isn't well. */
class DoorTest {
  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void withoutANameNothingIsNarrowed() {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("[]")));

    run("convox", "services");
    run("divshot", "hooks");
    run("platform", "integration:list");

    SERVICE.verify(getRequestedFor(urlEqualTo("/services")));
    SERVICE.verify(getRequestedFor(urlEqualTo("/apps/*/hooks")));
    SERVICE.verify(getRequestedFor(urlEqualTo("/projects/*/integrations")));
  }

  @Test
  void namesMayHoldAnySign() {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("[]")));

    run("convox", "services", "--rack", "a/b&c");
    run("divshot", "hooks", "--app", "a/b c");
    run("platform", "integration:list", "--project", "a?b");

    SERVICE.verify(getRequestedFor(urlEqualTo("/services?rack=a%2Fb%26c")));
    SERVICE.verify(getRequestedFor(urlEqualTo("/apps/a%2Fb%20c/hooks")));
    SERVICE.verify(getRequestedFor(urlEqualTo("/projects/a%3Fb/integrations")));
  }

  @Test
  void anOrganizationGoesAlongOnlyIfItIsNamed() {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("[]")));

    run("convox", "services");
    SERVICE.verify(getRequestedFor(anyUrl()).withHeader("Hookcast-Organization", absent()));

    SERVICE.resetRequests();
    run("--org", "acme", "divshot", "hooks");
    new Program().with("HOOKCAST_ORG", "acme").run("platform", "integration:list", "--url", url());
    SERVICE.verify(
        2, getRequestedFor(anyUrl()).withHeader("Hookcast-Organization", equalTo("acme")));
  }

  @Test
  void convoxSendsAFormAsItsClientDoes() {
    SERVICE.stubFor(
        post("/services")
            .willReturn(okJson("{\"name\":\"webhook-4321\",\"status\":\"creating\"}")));

    assertThat(run("convox", "services", "create", "webhook", "--url=http://r.test/?a=b&c").out())
        .isEqualTo("Creating webhook-4321 (webhook)... CREATING\n");
    SERVICE.verify(
        postRequestedFor(urlEqualTo("/services"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withRequestBody(equalTo("type=webhook&url=http%3A%2F%2Fr.test%2F%3Fa%3Db%26c")));
  }

  @Test
  void addSendsTheDefaultsOfPlatformshsClient() {
    SERVICE.stubFor(post(anyUrl()).willReturn(okJson("{}")));

    run("platform", "integration:add", "--url=https://r.test", "--project", "q7");

    SERVICE.verify(
        postRequestedFor(urlEqualTo("/projects/q7/integrations"))
            .withRequestBody(
                equalToJson(
                    """
                    {"type":"webhook","url":"https://r.test","events":["*"],"states":["complete"],
                     "environments":["*"],"excluded_environments":[]}
                    """)));
  }

  @Test
  void afterABadUrlNothingIsAsked() {
    assertThat(run("divshot", "hooks:add", "receiver.test").status()).isEqualTo(2);

    SERVICE.verify(0, postRequestedFor(anyUrl()));
    SERVICE.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void aHookThatCantBeChangedIsSaidWithTheReason() {
    SERVICE.stubFor(
        get(anyUrl())
            .willReturn(okJson("[{\"id\":\"h1\",\"url\":\"http://r.test\",\"active\":true}]")));
    SERVICE.stubFor(
        delete("/apps/*/hooks/h1")
            .willReturn(jsonResponse("{\"error\":\"Not \\u001b[2Jnow.\"}", 503)));

    var run = run("divshot", "hooks:remove", "http://r.test");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("Removing webhook ...\n");
    assertThat(run.err().lines().toList())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.getFirst()).startsWith("That hook either does not"))
        .endsWith("Not \\u001b[2Jnow.");
  }

  @Test
  void whatIsntADoorIsNamedWithItsStatus() {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(502).withBody("<html>")));

    var said = failing(1, "hookcast: " + url() + " answered with status 502\n");
    assertThat(run("convox", "services")).isEqualTo(said);
    assertThat(run("divshot", "hooks")).isEqualTo(said);
    assertThat(run("platform", "integration:add", "--url=https://r.test")).isEqualTo(said);
  }

  @Test
  void aRefusalThatIsAboutNoFieldIsNoInvalidIntegration() {
    SERVICE.stubFor(
        post(anyUrl())
            .willReturn(
                jsonResponse(
                    "{\"status\":\"error\",\"code\":403,\"detail\":\"Not with this token.\"}",
                    403)));

    assertThat(run("platform", "integration:add", "--url=https://r.test"))
        .isEqualTo(failing(1, "Not with this token.\n"));
  }

  private static Program.Run run(String... typed) {
    return new Program().with("HOOKCAST_URL", url()).run(typed);
  }

  private static String url() {
    return SERVICE.baseUrl().replace("localhost", "127.0.0.1");
  }
}
