package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrganizationCommandsTest {
  private static final String ALL = "/v1/organizations";
  private static final String QUAY =
      "{\"id\":\"quay\",\"name\":\"The quay\",\"created_at\":\"2026-04-05T06:00:00Z\"}";

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void createSendsWhatWasSaidAndShowsWhatCameOfIt() {
    SERVICE.stubFor(post(urlEqualTo(ALL)).willReturn(aResponse().withStatus(201).withBody(QUAY)));

    assertThat(run("organizations", "create", "quay", "--name", "The quay"))
        .isEqualTo(
            new Program.Run(
                0,
                """
                Created quay
                  name     The quay
                  created  2026-04-05T06:00:00Z
                """,
                ""));
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL))
            .withRequestBody(equalToJson("{\"id\":\"quay\",\"name\":\"The quay\"}")));
    assertThat(run("organizations", "create", "quay", "--json").out()).isEqualTo(QUAY + "\n");
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL)).withRequestBody(equalToJson("{\"id\":\"quay\"}")));
  }

  @Test
  void listAndShowReadTheSame() {
    SERVICE.stubFor(
        get(urlEqualTo(ALL)).willReturn(okJson("{\"items\":[" + QUAY + "],\"next_cursor\":null}")));
    SERVICE.stubFor(get(urlEqualTo(ALL + "/quay")).willReturn(okJson(QUAY)));

    assertThat(run("organizations", "list").out())
        .isEqualTo(
            """
            ID    NAME      CREATED
            quay  The quay  2026-04-05T06:00:00Z
            """);
    assertThat(run("organizations", "show", "quay").out()).startsWith("quay\n  name     The quay");
    assertThat(run("organizations", "show", "quay", "--json").out()).isEqualTo(QUAY + "\n");
  }

  @Test
  void deleteNamesWhatItDeletes() {
    SERVICE.stubFor(delete(urlEqualTo(ALL + "/quay")).willReturn(noContent()));

    assertThat(run("organizations", "delete", "quay").out()).isEqualTo("Deleted quay\n");
    assertThat(run("organizations", "delete", "quay", "--json").out()).isEmpty();
    SERVICE.verify(2, deleteRequestedFor(urlEqualTo(ALL + "/quay")));
    assertThat(run("organizations", "delete", "..").status()).isEqualTo(2);
    assertThat(run("organizations", "delete").status()).isEqualTo(2);
  }

  @Test
  void aTokenIsPrintedOnALineOfItsOwnAndANoteSaysThatItWontBeAgain() {
    var made =
        """
        {"id":"t1","name":"ci","scopes":["events:write","events:read"],
         "created_at":"2026-04-05T06:00:00Z","expires_at":null,"token":"hkc_of-the-tests"}\
        """;
    SERVICE.stubFor(
        post(urlEqualTo(ALL + "/quay/tokens"))
            .willReturn(aResponse().withStatus(201).withBody(made)));
    String[] command = {
      "tokens",
      "create",
      "--org",
      "quay",
      "--name",
      "ci",
      "--scope",
      "editor",
      "--scope",
      "x:y",
      "--expires",
      "2027-01-01T00:00:00Z"
    };

    assertThat(run(command))
        .isEqualTo(
            new Program.Run(
                0,
                """
                Created t1  ci
                  scopes   events:write, events:read
                  expires  never
                  from     anywhere
                hkc_of-the-tests
                """,
                "The token is shown this once: keep it now.\n"));
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL + "/quay/tokens"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name":"ci","scopes":["editor","x:y"],"expires_at":"2027-01-01T00:00:00Z"}\
                    """)));
    var verbatim = Stream.concat(Stream.of(command), Stream.of("--json"));
    assertThat(run(verbatim.toArray(String[]::new))).isEqualTo(new Program.Run(0, made + "\n", ""));
  }

  @Test
  void aTokenThatIsRotatedIsShownOnce() {
    var rotated =
        """
        {"id":"t1","name":"ci","scopes":["events:write"],"expires_at":null,
         "allowed_addresses":["192.0.2.0/24"],"former_valid_until":"2026-04-05T07:03:20Z",
         "token":"hkc_of-the-tests"}\
        """;
    SERVICE.stubFor(
        post(urlEqualTo(ALL + "/default/tokens/t1/rotate")).willReturn(okJson(rotated)));
    assertThat(run("tokens", "rotate", "t1", "--overlap", "PT1H").out())
        .isEqualTo(
            """
            Rotated t1  ci
              scopes            events:write
              expires           never
              from              192.0.2.0/24
              former one until  2026-04-05T07:03:20Z
            hkc_of-the-tests
            """);
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL + "/default/tokens/t1/rotate"))
            .withRequestBody(equalToJson("{\"overlap\":\"PT1H\"}")));
  }

  @Test
  void whereATokenWorksFromIsAskedFor() {
    SERVICE.stubFor(
        post(urlEqualTo(ALL + "/default/tokens"))
            .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"t1\"}")));
    run("tokens", "create", "--name", "ci", "--scope", "viewer", "--from", "192.0.2.7, ::1");
    SERVICE.verify(
        postRequestedFor(urlEqualTo(ALL + "/default/tokens"))
            .withRequestBody(
                equalToJson(
                    """
                    {"name":"ci","scopes":["viewer"],"allowed_addresses":["192.0.2.7","::1"]}\
                    """)));
  }

  @Test
  void aTokenNeedsANameAndAScope() {
    assertThat(run("tokens", "create", "--name", "ci").err()).contains("--scope");
    assertThat(run("tokens", "create", "--scope", "viewer").status()).isEqualTo(2);
  }

  @Test
  void tokensAreListedWithoutTheirTextAndDeletedById() {
    SERVICE.stubFor(
        get(urlEqualTo(ALL + "/default/tokens"))
            .willReturn(
                okJson(
                    """
                    {"items":[{"id":"t2","name":"kim","scopes":["events:read"],
                      "created_at":"2026-04-05T06:00:00Z","expires_at":"2027-01-01T00:00:00Z",
                      "last_used_at":"2026-04-05T06:00:00Z",
                      "allowed_addresses":["10.0.0.0/8","fd00::/8"]},
                     {"id":"t1","name":"ci","scopes":["events:write"],
                      "created_at":"2026-04-05T06:00:00Z","expires_at":null}],"next_cursor":null}
                    """)));
    SERVICE.stubFor(delete(urlEqualTo(ALL + "/default/tokens/t1")).willReturn(noContent()));

    assertThat(run("tokens", "list").out())
        .isEqualTo(
            """
            ID  NAME  EXPIRES               LAST USED      FROM                  SCOPES
            t2  kim   2027-01-01T00:00:00Z  3 minutes ago  10.0.0.0/8, fd00::/8  events:read
            t1  ci    -                     never          anywhere              events:write
            """);
    assertThat(run("tokens", "delete", "t1").out()).isEqualTo("Deleted t1\n");
  }

  private static Program.Run run(String... arguments) {
    var all = Stream.concat(Stream.of("--url", SERVICE.baseUrl()), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
