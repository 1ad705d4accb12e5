package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How the clients find a service, and what they say when it says no. */
class ConnectionTest {
  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path data;

  @BeforeEach
  void answerEverything() {
    SERVICE.stubFor(get(anyUrl()).willReturn(okJson("{\"items\":[],\"next_cursor\":null}")));
  }

  @Test
  void flagsNameServiceTokenAndOrganization() {
    var run =
        new Program()
            .with("HOOKCAST_URL", "http://127.0.0.1:1")
            .with("HOOKCAST_TOKEN", "from-environment")
            .with("HOOKCAST_ORG", "elsewhere")
            .run("events", "list", "--url", url(), "--token", "t-1", "--org", "acme");

    assertThat(run.status()).isZero();
    asked("/v1/organizations/acme/events", "Bearer t-1");
  }

  @Test
  void flagsMayStandBeforeTheCommand() {
    new Program().run("--url", url(), "--token", "t-2", "--org", "acme", "events", "list");

    asked("/v1/organizations/acme/events", "Bearer t-2");
  }

  @Test
  void theEnvironmentNamesThemToo() {
    new Program()
        .with("HOOKCAST_URL", url() + "/")
        .with("HOOKCAST_TOKEN", "t-3")
        .with("HOOKCAST_ORG", "acme")
        .run("deliveries", "list");

    asked("/v1/organizations/acme/deliveries", "Bearer t-3");
  }

  @Test
  void aServiceBehindAPathIsReached() {
    new Program().run("deliveries", "list", "--url", url() + "/cast/", "--token", "t");

    asked("/cast/v1/organizations/default/deliveries", "Bearer t");
  }

  @Test
  void beneathADataFolderAddressAndTokenAreFound() throws Exception {
    Files.writeString(data.resolve("address"), url() + "\n");
    Files.writeString(data.resolve("admin-token"), "local-token\n");

    new Program().run("subscriptions", "list", "--data", data.toString());
    new Program().with("HOOKCAST_DATA_DIR", data.toString()).run("subscriptions", "list");

    SERVICE.verify(
        2,
        getRequestedFor(urlEqualTo("/v1/organizations/default/subscriptions"))
            .withHeader("Authorization", equalTo("Bearer local-token")));
  }

  @Test
  void theLocalTokenIsntShownToAnotherMachine() throws Exception {
    Files.writeString(data.resolve("admin-token"), "local-token");
    // Reaches this machine, but isn't written as loopback is: stands for an address elsewhere.
    var elsewhere = "http://[::ffff:127.0.0.1]:" + SERVICE.getPort();

    new Program()
        .with("HOOKCAST_DATA_DIR", data.toString())
        .run("events", "list", "--url", elsewhere);

    SERVICE.verify(getRequestedFor(anyUrl()).withHeader("Authorization", absent()));
  }

  @Test
  void nobodyThereIsSaidWithTheWayOut() throws Exception {
    var run = new Program().run("events", "list", "--url", "http://127.0.0.1:" + freePort());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("hookcast: no Hookcast answers at http://127.0.0.1:")
        .contains("start one with `hookcast serve`");
  }

  @Test
  void aProblemIsOneLineAndOneMoreForEachField() {
    refuse(
        422,
        """
        {"type":"about:blank","title":"Invalid input","status":422,"detail":"Two members are wrong.",
         "code":"invalid_input","request_id":"r-77",
         "errors":[{"pointer":"/options/url","code":"url_invalid","detail":"This isn't an address."},
                   {"pointer":"/retry","code":"type_mismatch","detail":"This has to be an object."}]}
        """);

    var run = list();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            hookcast: Invalid input: Two members are wrong. (invalid_input) [request r-77]
              /options/url  url_invalid    This isn't an address.
              /retry        type_mismatch  This has to be an object.
            """);
  }

  @Test
  void aProblemCantDriveTheTerminal() {
    refuse(409, "{\"title\":\"Con\\u001b]0;flict\\u0007\",\"detail\":\"a\\nb\"}");

    assertThat(list().err()).isEqualTo("hookcast: Con\\u001b]0;flict\\u0007: a\\u000ab\n");
  }

  @Test
  void forAProgramAProblemIsTheDocumentItself() {
    var problem = "{\"title\":\"Not found\",\"status\":404,\"code\":\"not_found\"}";
    refuse(404, problem);

    var run = new Program().run("events", "list", "--json", "--url", url());

    assertThat(run).isEqualTo(new Program.Run(1, "", problem + "\n"));
  }

  @Test
  void whoIsntLetInIsToldHow() {
    refuse(401, "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Who is it?\"}");

    assertThat(list().err()).contains("Who is it?").contains("HOOKCAST_TOKEN");
  }

  @Test
  void whatAnswersWithoutAProblemIsNamedWithItsStatus() {
    SERVICE.stubFor(get(anyUrl()).willReturn(aResponse().withStatus(502).withBody("<html>")));

    var run = list();

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualTo("hookcast: " + url() + " answered with status 502\n");
  }

  @Test
  void whatIsntHookcastIsNoticed() {
    SERVICE.stubFor(get(anyUrl()).willReturn(aResponse().withBody("<html>hello</html>")));

    assertThat(list().status()).isEqualTo(1);
    assertThat(list().err()).contains("isn't Hookcast's");
  }

  @Test
  void aRedirectIsntFollowedWithTheToken() {
    SERVICE.stubFor(
        get(urlPathEqualTo("/v1/organizations/default/events"))
            .willReturn(aResponse().withStatus(302).withHeader("Location", url() + "/other")));

    assertThat(new Program().run("events", "list", "--url", url(), "--token", "t").status())
        .isEqualTo(1);
    SERVICE.verify(0, getRequestedFor(urlEqualTo("/other")));
  }

  private static Program.Run list() {
    return new Program().run("events", "list", "--url", url());
  }

  private static void refuse(int status, String problem) {
    SERVICE.stubFor(
        get(anyUrl())
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/problem+json")
                    .withBody(problem)));
  }

  private static void asked(String path, String authorization) {
    SERVICE.verify(
        getRequestedFor(urlEqualTo(path)).withHeader("Authorization", equalTo(authorization)));
  }

  private static String url() {
    return SERVICE.baseUrl().replace("localhost", "127.0.0.1");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
