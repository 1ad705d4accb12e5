package dev.hookcast.core.dialect;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** As much of JSON Schema as {@link PayloadSchema} writes; any other keyword is a mistake. */
final class SchemaCheck {
  private final List<String> problems = new ArrayList<>();

  private SchemaCheck() {}

  /** Where the value isn't as the schema says. */
  static List<String> problems(PayloadSchema schema, Json value) {
    var check = new SchemaCheck();
    check.check(schema.json(), value, "");
    return check.problems;
  }

  private void check(JsonObject schema, Json value, String at) {
    schema.members().forEach((keyword, wanted) -> check(schema, keyword, wanted, value, at));
  }

  private void check(JsonObject schema, String keyword, Json wanted, Json value, String at) {
    switch (keyword) {
      case "type" -> expect(wanted.equals(Json.of(type(value))), at, "type " + wanted);
      case "enum" -> expect(((JsonArray) wanted).items().contains(value), at, "enum " + wanted);
      case "format" -> expect(formatted((JsonString) wanted, value), at, "format " + wanted);
      case "required" ->
          ((JsonArray) wanted)
              .items()
              .forEach(name -> expect(has(value, (JsonString) name), at, "required " + name));
      case "properties" ->
          ((JsonObject) wanted)
              .members()
              .forEach((name, member) -> property((JsonObject) member, name, value, at));
      case "items" -> items((JsonObject) wanted, value, at);
      case "anyOf" ->
          expect(
              ((JsonArray) wanted)
                  .items().stream()
                      .anyMatch(s -> problems(new PayloadSchema((JsonObject) s), value).isEmpty()),
              at,
              "any of " + wanted);
      default -> throw new IllegalArgumentException("keyword " + keyword + " in " + schema);
    }
  }

  private void property(JsonObject schema, String name, Json value, String at) {
    if (value instanceof JsonObject object) {
      object.get(name).ifPresent(member -> check(schema, member, at + "/" + name));
    }
  }

  private void items(JsonObject schema, Json value, String at) {
    if (value instanceof JsonArray array) {
      array.items().forEach(item -> check(schema, item, at + "/-"));
    }
  }

  private static boolean has(Json value, JsonString name) {
    return value instanceof JsonObject object && object.get(name.value()).isPresent();
  }

  private static boolean formatted(JsonString format, Json value) {
    if (!format.value().equals("date-time") || !(value instanceof JsonString text)) {
      return true;
    }
    try {
      OffsetDateTime.parse(text.value());
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String type(Json value) {
    return switch (value) {
      case JsonObject o -> "object";
      case JsonArray a -> "array";
      case JsonString s -> "string";
      case JsonNumber n -> n.literal().matches("-?\\d+") ? "integer" : "number";
      case JsonBoolean b -> "boolean";
      case JsonNull n -> "null";
    };
  }

  private void expect(boolean met, String at, String what) {
    if (!met) {
      problems.add(at + " " + what);
    }
  }
}
