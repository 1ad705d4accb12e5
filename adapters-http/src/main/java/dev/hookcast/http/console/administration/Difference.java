package dev.hookcast.http.console.administration;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.http.console.page.PrettyJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One value that a change has changed.
 *
 * @param name where it stands, with dots between the names
 * @param before empty if it wasn't there
 * @param after empty if it is no more
 */
record Difference(String name, Optional<String> before, Optional<String> after) {
  /** What differs between two documents, in their order. */
  static List<Difference> between(Optional<JsonObject> before, Optional<JsonObject> after) {
    var old = leaves(before);
    var now = leaves(after);
    var names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(old.get(name), now.get(name)))
        .map(
            name ->
                new Difference(
                    name, Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name))))
        .toList();
  }

  private static Map<String, String> leaves(Optional<JsonObject> document) {
    var leaves = new LinkedHashMap<String, String>();
    document.ifPresent(object -> collect("", object, leaves));
    return leaves;
  }

  private static void collect(String name, Json value, Map<String, String> leaves) {
    switch (value) {
      case JsonObject object when !object.members().isEmpty() ->
          object
              .members()
              .forEach(
                  (member, inner) ->
                      collect(name.isEmpty() ? member : name + "." + member, inner, leaves));
      case JsonObject empty -> leaves.put(name, "{}");
      case JsonArray array -> leaves.put(name, listed(array));
      case JsonString text -> leaves.put(name, text.value());
      case JsonNumber number -> leaves.put(name, PrettyJson.of(number));
      case JsonBoolean bool -> leaves.put(name, PrettyJson.of(bool));
      case JsonNull nothing -> leaves.put(name, "–");
    }
  }

  private static String listed(JsonArray array) {
    return array.items().isEmpty()
        ? "none"
        : array.items().stream()
            .map(item -> item instanceof JsonString text ? text.value() : PrettyJson.of(item))
            .collect(Collectors.joining(", "));
  }
}
