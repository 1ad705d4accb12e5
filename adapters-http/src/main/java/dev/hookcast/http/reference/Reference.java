package dev.hookcast.http.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hookcast.core.Bytes;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves the description of the API: OpenAPI 3.1 as YAML and as JSON, and a page to read and to try
 * it, which asks nothing of anybody else. Safe for any number of threads.
 */
public final class Reference {
  private static final String DESCRIPTION = "openapi.yaml";
  private static final String PAGE = "docs.html";
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String UI = "/META-INF/resources/webjars/swagger-ui/5.34.1/";
  private static final String KEPT = "public, max-age=3600";

  // What the page draws sets styles of its own on its elements, and shows pictures that are in it.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";

  private static final Map<String, Asset> ASSETS =
      Map.of(
          "docs.js", new Asset("docs.js", SCRIPT),
          "swagger-ui-bundle.js", new Asset(UI + "swagger-ui-bundle.js", SCRIPT),
          "swagger-ui.css", new Asset(UI + "swagger-ui.css", "text/css;charset=utf-8"));

  private record Asset(String resource, String type) {}

  /** Read when somebody asks for it first: it is long, and most services are never asked. */
  private static final class Description {
    static final Bytes YAML = resource(DESCRIPTION).orElseThrow();
    static final Bytes JSON = Reference.json(YAML);
  }

  /** The description, as JSON; the same in every service of this version. */
  public Bytes json() {
    return Description.JSON;
  }

  /** All routes of the reference, for everybody. */
  public List<Route> routes() {
    return List.of(
        Route.open("GET", "/openapi.yaml", call -> kept("application/yaml", Description.YAML)),
        Route.open("GET", "/openapi.json", call -> kept("application/json", Description.JSON)),
        Route.open("GET", "/docs", Reference::page),
        Route.open("GET", "/docs/{file}", Reference::asset));
  }

  private static Answer page(Call call) {
    return kept("text/html;charset=utf-8", resource(PAGE).orElseThrow())
        .with("Content-Security-Policy", POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static Answer asset(Call call) {
    var asset = Optional.ofNullable(ASSETS.get(call.path("file"))).orElseThrow(Refusal::notFound);
    return kept(asset.type(), resource(asset.resource()).orElseThrow());
  }

  private static Answer kept(String type, Bytes body) {
    return Answer.ok(type, body).with("Cache-Control", KEPT);
  }

  private static Bytes json(Bytes yaml) {
    try {
      return Bytes.of(
          new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml.array())));
    } catch (IOException e) {
      throw new UncheckedIOException("the description of the API can't be read", e);
    }
  }

  private static Optional<Bytes> resource(String name) {
    try (var in = Reference.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(Bytes.of(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
