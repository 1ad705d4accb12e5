package dev.hookcast.core.dialect;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.core.json.RandomJson;
import java.util.List;

/**
 * Payloads that a platform might send: with its envelope, any of its words, some of the members
 * that it is known to send, in any order, and among others that nobody knows.
 */
final class RandomPayloads {
  private static final List<String> TIMES =
      List.of(
          "2026-03-14T09:26:12Z",
          "2026-03-14T09:26:12.1Z",
          "2026-03-14T09:26:12.120000001Z",
          "0001-01-01T00:00:00Z",
          "2026-03-14T11:26:12.500000+02:00",
          "2026-03-14T09:26:12.004210+00:00");
  private static final List<String> TEXTS =
      List.of("", "checkout", "Web Shop", "feature/a>b", "ü😀", "<!channel>", "7", "a@b.example");
  private static final List<Json> IDS =
      List.of(
          Json.of(0),
          Json.of(7),
          new JsonNumber("9007199254740993"),
          new JsonNumber("18446744073709551615"));

  private final RandomJson random;

  RandomPayloads(long seed) {
    this.random = new RandomJson(seed);
  }

  /** A payload of this dialect that tells this word. */
  JsonObject of(Dialect dialect, String word) {
    return random.disturbed(
        switch (dialect.name()) {
          case "cloudevents" -> cloudevents(word);
          case "convox" -> convox(word);
          case "divshot" -> divshot(word);
          case "qovery" -> qovery(word);
          case "platformsh" -> platformsh(word);
          case "horizon" -> horizon(word);
          default -> throw new IllegalArgumentException("no payloads of " + dialect.name());
        });
  }

  private JsonObject cloudevents(String word) {
    var out = object().put("specversion", "1.0").put("id", "e-1").put("source", "urn:x");
    out.put("type", word);
    maybe(out, "time", time());
    maybe(out, "status", Json.of(random.oneOf(List.of("started", "succeeded", "failed"))));
    maybe(out, "subject", text());
    maybe(out, "data", random.value(2));
    return out.done();
  }

  private JsonObject convox(String word) {
    var statuses = List.of("success", "error", "start", "skipped");
    var data = object();
    for (var name : List.of("rack", "app", "name", "id", "type", "actor", "message", "count")) {
      maybe(data, name, text());
    }
    maybe(data, "timestamp", time());
    var out = object().put("action", word).put("status", random.oneOf(statuses));
    maybe(out, "timestamp", time());
    maybe(out, "data", data.done());
    return out.done();
  }

  private JsonObject divshot(String word) {
    var release = object();
    for (var name : List.of("env", "author", "source", "url", "permanent_url")) {
      maybe(release, name, text());
    }
    maybe(release, "source_env", random.oneOf(List.of(JsonNull.NULL, Json.of("staging"))));
    maybe(release, "rollback", random.oneOf(List.of(Json.of(false), Json.of(11))));
    maybe(release, "version", Json.of(14));
    maybe(release, "timestamp", Json.of(1_773_480_372));
    var data = object();
    maybe(data, "app", texts("name", "id"));
    maybe(data, "release", release.done());
    return object().put("event", word).put("data", data.done()).done();
  }

  private JsonObject qovery(String word) {
    var payload = object();
    for (var name : List.of("id", "current_status", "desired_status")) {
      maybe(payload, name, text());
    }
    maybe(payload, "organization", texts("id", "name"));
    maybe(payload, "project", texts("id", "name"));
    maybe(payload, "environment", texts("id", "name", "type", "mode", "cluster_name"));
    for (var name : List.of("applications", "databases", "containers", "jobs")) {
      maybe(payload, name, new JsonArray(List.of(texts("id", "name"))));
    }
    maybe(payload, "logs", new JsonArray(List.of(text(), random.value(2))));
    var out = object().put("event_type", word);
    maybe(out, "created_at", time());
    maybe(out, "payload_type", Json.of("DEPLOYMENT"));
    maybe(out, "payload_id", text());
    maybe(out, "payload", payload.done());
    return out.done();
  }

  private JsonObject platformsh(String word) {
    var payload = object();
    maybe(payload, "environment", texts("id", "name", "machine_name", "type", "head_commit"));
    maybe(payload, "user", texts("id", "display_name"));
    var route = object().put("type", random.oneOf(List.of("upstream", "redirect"))).done();
    var routes = object().put("https://a.example/", route).put("http://b/", route).done();
    maybe(payload, "deployment", object().put("routes", routes).done());
    var out = object().put("id", "act-1").put("type", word).put("project", "prj-1");
    maybe(out, "state", Json.of(random.oneOf(List.of("pending", "in_progress", "complete"))));
    maybe(out, "result", random.oneOf(List.of(JsonNull.NULL, Json.of("success"), Json.of("bad"))));
    for (var name : List.of("created_at", "started_at", "completed_at")) {
      maybe(out, name, random.oneOf(List.of(JsonNull.NULL, time())));
    }
    maybe(out, "environments", new JsonArray(List.of(text(), text())));
    maybe(out, "log", text());
    maybe(out, "timings", object().put("build", new JsonNumber("0.630")).done());
    maybe(out, "payload", payload.done());
    return out.done();
  }

  private JsonObject horizon(String word) {
    var out = object().put("eventType", word);
    maybe(out, "id", random.oneOf(IDS));
    maybe(out, "webhookID", random.oneOf(IDS));
    maybe(out, "eventID", random.oneOf(IDS.subList(1, IDS.size())));
    for (var block : HorizonBlock.values()) {
      maybe(out, block.key(), described(block.schema().json().object("properties")));
    }
    maybe(out, "user", texts("name", "email"));
    maybe(out, "extra", Json.of("{\"reason\":\"BackOff\",\"n\":1.0}"));
    return out.done();
  }

  private JsonObject described(JsonObject properties) {
    var out = object();
    properties
        .members()
        .forEach(
            (name, schema) -> {
              var number = ((JsonObject) schema).text("type").filter("integer"::equals).isPresent();
              maybe(out, name, number ? random.oneOf(IDS) : text());
            });
    return out.done();
  }

  private JsonObject texts(String... names) {
    var out = object();
    for (var name : names) {
      maybe(out, name, text());
    }
    return out.done();
  }

  private void maybe(JsonWriter out, String name, Json value) {
    if (random.oneOf(List.of(true, true, false))) {
      out.put(name, value);
    }
  }

  private Json text() {
    return Json.of(random.oneOf(TEXTS));
  }

  private Json time() {
    return Json.of(random.oneOf(TIMES));
  }

  private static JsonWriter object() {
    return JsonObject.writing();
  }
}
