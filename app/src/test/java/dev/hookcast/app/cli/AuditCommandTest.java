package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditCommandTest {
  private static final String PAGE =
      """
      {"items":[{"id":"e1","at":"2026-04-05T06:00:00Z","organization":"quay",
       "by":{"kind":"token","token_id":"t1","name":"ci","address":"203.0.113.7","request_id":"r"},
       "action":"subscription.change","target":{"kind":"subscription","id":"s1","name":"hook"},
       "before":{"description":"a"},"after":{"description":"b"},"secrets":[]},
       {"id":"e0","at":"2026-04-05T05:00:00Z","organization":"quay",
       "by":{"kind":"program","token_id":null,"name":"program","address":null,"request_id":null},
       "action":"subscription.create","target":{"kind":"subscription","id":"s1","name":"hook"},
       "before":null,"after":{"name":"hook"},"secrets":["secret"]}],"next_cursor":null}
      """;

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void showsALineForEachEntry() {
    SERVICE.stubFor(get(urlEqualTo("/v1/organizations/quay/audit")).willReturn(okJson(PAGE)));

    assertThat(run("--org", "quay", "audit").out().lines().map(String::strip))
        .containsExactly(
            "TIME                  BY       FROM         ACTION               TARGET  NAME "
                + " CHANGED",
            "2026-04-05T06:00:00Z  ci       203.0.113.7  subscription.change  s1      hook"
                + "  description",
            "2026-04-05T05:00:00Z  program  -            subscription.create  s1      hook");
    assertThat(run("--org", "quay", "audit", "--json").out()).isEqualTo(PAGE + "\n");
  }

  @Test
  void everyFilterIsHandedOn() {
    SERVICE.stubFor(
        get(urlEqualTo(
                "/v1/organizations/default/audit?since=2026-01-01T00%3A00%3A00Z&action=token.create"
                    + "&target_id=x&token_id=y&limit=3"))
            .willReturn(okJson("{\"items\":[],\"next_cursor\":null}")));

    assertThat(
            run(
                    "audit",
                    "--action=token.create",
                    "--target=x",
                    "--by-token=y",
                    "--since=2026-01-01T00:00:00Z",
                    "--limit=3")
                .status())
        .isZero();
  }

  @Test
  void everywhereNamesTheOrganizations() {
    SERVICE.stubFor(get(urlEqualTo("/v1/audit")).willReturn(okJson(PAGE)));

    assertThat(run("audit", "--everywhere").out()).contains("ORGANIZATION", "quay");
  }

  @Test
  void verifySaysWholeOrWhereItBreaks() {
    SERVICE.stubFor(
        get(urlEqualTo("/v1/organizations/default/audit/verify"))
            .willReturn(
                okJson(
                    """
                    {"whole":true,"entries":3,"unchained":0,"head":"3:ab","broken":null}
                    """)));
    SERVICE.stubFor(
        get(urlEqualTo("/v1/organizations/default/audit/verify?known=3%3Aab"))
            .willReturn(
                okJson(
                    """
                    {"whole":false,"entries":1,"unchained":0,"head":"3:cd",
                     "broken":{"place":2,"id":null,"fault":"missing"}}
                    """)));
    assertThat(run("audit", "verify"))
        .isEqualTo(
            new Program.Run(
                0,
                """
                The log is whole.
                  entries    3
                  unchained  0
                  head       3:ab
                """,
                ""));
    var broken = run("audit", "verify", "--known", "3:ab");
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.out()).startsWith("Broken at place 2: missing\n");
  }

  private static Program.Run run(String... arguments) {
    var all = Stream.concat(Stream.of("--url", SERVICE.baseUrl()), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
