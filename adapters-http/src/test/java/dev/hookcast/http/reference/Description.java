package dev.hookcast.http.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The description of the API, to hold the API to it. Safe for any number of threads. */
public final class Description {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode document;
  private final Map<String, Pattern> paths = new LinkedHashMap<>();

  private Description(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .fieldNames()
        .forEachRemaining(
            path -> paths.put(path, Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?")));
  }

  /** As it is served. */
  public static Description served() {
    try (var in = Reference.class.getResourceAsStream("openapi.yaml")) {
      return new Description(new YAMLMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What is wrong with an answer, going by the description; empty if it is as described. */
  public List<String> objections(
      String method, String path, int status, String contentType, String body) {
    if (body.isEmpty() || !contentType.contains("json")) {
      return List.of();
    }
    try {
      var schema = schema(method, path, status, contentType);
      if (schema.isEmpty()) {
        return List.of(method + " " + path + " " + status + " " + contentType + " isn't described");
      }
      return SCHEMAS.getSchema(schema.get()).validate(JSON.readTree(body)).stream()
          .map(error -> method + " " + path + " " + status + ": " + error)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True if there is such a path. */
  public boolean knows(String path) {
    return template(path).isPresent();
  }

  private Optional<JsonNode> schema(String method, String path, int status, String contentType) {
    var problem = document.at("/components/responses/Problem");
    var operation =
        template(path).map(known -> document.path("paths").path(known).path(lower(method)));
    var response =
        operation
            .filter(known -> !known.isMissingNode())
            .map(known -> response(known.path("responses"), status))
            .orElse(problem);
    var type = contentType.replaceAll(";.*", "");
    var schema = resolved(response).path("content").path(type).path("schema");
    return schema.isMissingNode() ? Optional.empty() : Optional.of(alone(schema));
  }

  /** A schema with all that it refers to. */
  private JsonNode alone(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return whole;
  }

  private static JsonNode response(JsonNode responses, int status) {
    var exact = responses.path(Integer.toString(status));
    return exact.isMissingNode() ? responses.path("default") : exact;
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private Optional<String> template(String path) {
    return paths.entrySet().stream()
        .filter(known -> known.getValue().matcher(path).matches())
        .map(Map.Entry::getKey)
        .min((one, other) -> one.indexOf('{') < other.indexOf('{') ? 1 : -1);
  }

  private static String lower(String method) {
    return method.toLowerCase(java.util.Locale.ROOT);
  }
}
