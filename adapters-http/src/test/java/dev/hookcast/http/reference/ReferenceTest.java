package dev.hookcast.http.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hookcast.core.spi.CountingIds;
import dev.hookcast.http.JacksonJson;
import dev.hookcast.http.server.Admission;
import dev.hookcast.http.server.RestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final RestServer server =
      new RestServer(
          new RestServer.Binding("127.0.0.1", 0, 1_024),
          new Reference().routes(),
          new Admission((token, address) -> Optional.empty(), organization -> true),
          new RestServer.Tools(
              new JacksonJson(),
              new CountingIds(),
              InstantSource.fixed(Instant.EPOCH),
              Thread::startVirtualThread));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anybodyGetsTheDescriptionAsYamlAndTheSameAsJson() throws Exception {
    var yaml = get("/openapi.yaml");
    var json = get("/openapi.json");

    assertThat(yaml.statusCode()).isEqualTo(200);
    assertThat(type(yaml)).isEqualTo("application/yaml");
    assertThat(type(json)).isEqualTo("application/json");
    var described = new ObjectMapper().readTree(json.body());
    assertThat(described).isEqualTo(new YAMLMapper().readTree(yaml.body()));
    assertThat(described.path("openapi").asText()).startsWith("3.1.");
  }

  @Test
  void thePageNeedsNothingButWhatThisServerHas() throws Exception {
    var page = get("/docs");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(type(page)).isEqualTo("text/html;charset=utf-8");
    var policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy).contains("default-src 'none'", "script-src 'self';", "frame-ancestors");
    assertThat(policy).doesNotContain("http");
    var parts = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body()).results();
    assertThat(parts.map(part -> part.group(1)).filter(part -> !part.startsWith("data:")))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            part -> {
              var got = get("/" + part);
              assertThat(got.statusCode()).as(part).isEqualTo(200);
              assertThat(got.body()).isNotEmpty();
              assertThat(type(got)).matches("(text/(css|javascript);charset=utf-8|application/.*)");
            });
  }

  @Test
  void otherFilesAreNotThere() throws Exception {
    for (var name : new String[] {"docs.html", "Reference.class", "%2e%2e%2fopenapi.yaml", "x"}) {
      assertThat(get("/docs/" + name).statusCode()).as(name).isBetween(400, 404);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }
}
