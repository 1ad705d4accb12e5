package dev.hookcast.app.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
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

class PreviewCommandTest {
  private static final String PATH = "/v1/organizations/default/preview";
  private static final String SHOWN =
      "{\"headers\":{\"Content-Type\":\"a/b\"},\"body\":{\"action\":\"app:create\"}}";

  @RegisterExtension
  static final WireMockExtension SERVICE =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void aPreviewShowsHeadersAndBody() {
    answer(SHOWN);

    var run = run("--dialect", "convox", "--type", "application.create", "--application", "till");

    assertThat(run)
        .isEqualTo(
            new Program.Run(
                0,
                """
                Content-Type: a/b

                {
                  "action": "app:create"
                }
                """,
                ""));
    SERVICE.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(
                equalTo(
                    "{\"event\":{\"type\":\"application.create\",\"scope\":{\"application\":"
                        + "{\"name\":\"till\"}}},\"dialect\":\"convox\"}")));
    assertThat(run("--type", "a.b", "--json").out()).isEqualTo(SHOWN + "\n");
  }

  @Test
  void theEventMayComeAsADocument() {
    answer("{\"reason\":\"No word for it.\"}");

    var run =
        new Program()
            .reading("{\"type\": \"a.b\"}")
            .run("preview", "--sink", "slack", "--file", "-", "--url", SERVICE.baseUrl());

    assertThat(run).isEqualTo(new Program.Run(0, "No word for it.\n", ""));
    SERVICE.verify(
        postRequestedFor(urlEqualTo(PATH))
            .withRequestBody(equalTo("{\"event\":{\"type\":\"a.b\"},\"sink\":\"slack\"}")));
  }

  @Test
  void anEventIsGivenOneWayOrTheOther() {
    assertThat(run("--dialect", "convox").status()).isEqualTo(2);
    assertThat(run("--file", "-", "--type", "a.b").status()).isEqualTo(2);
  }

  private static void answer(String body) {
    SERVICE.stubFor(post(urlEqualTo(PATH)).willReturn(okJson(body)));
  }

  private static Program.Run run(String... arguments) {
    var all = Stream.concat(Stream.of("preview", "--url", SERVICE.baseUrl()), Stream.of(arguments));
    return new Program().run(all.toArray(String[]::new));
  }
}
