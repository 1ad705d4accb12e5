package dev.hookcast.http.rest;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import java.util.LinkedHashMap;

/** JSON merge patch, RFC 7396. */
final class MergePatch {
  private MergePatch() {}

  static JsonObject merge(JsonObject target, JsonObject patch) {
    var merged = new LinkedHashMap<>(target.members());
    patch
        .members()
        .forEach(
            (name, value) -> {
              switch (value) {
                case JsonNull none -> merged.remove(name);
                case JsonObject inner -> merged.put(name, merge(target.object(name), inner));
                case Json other -> merged.put(name, other);
              }
            });
    return new JsonObject(merged);
  }
}
