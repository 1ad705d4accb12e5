package dev.hookcast.http.console.page;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonBoolean;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.http.JacksonJson;
import java.util.Optional;

/**
 * JSON as people read it: a line for each member, the same literals in the same order. Safe for any
 * number of threads.
 */
public final class PrettyJson {
  private static final JsonFormat JSON = new JacksonJson();
  private static final String STEP = "  ";

  private PrettyJson() {}

  /** The document in this text, if it is one. */
  public static Optional<String> of(Bytes text) {
    try {
      return Optional.of(of(JSON.read(text)));
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }

  /** This document. */
  public static String of(Json document) {
    var out = new StringBuilder();
    write(document, "\n", out);
    return out.toString();
  }

  /**
   * Writes a value.
   *
   * @param line what begins a line where it stands
   */
  private static void write(Json value, String line, StringBuilder out) {
    switch (value) {
      case JsonObject object when !object.members().isEmpty() -> {
        var before = "{";
        for (var member : object.members().entrySet()) {
          out.append(before).append(line).append(STEP);
          out.append(plain(Json.of(member.getKey()))).append(": ");
          write(member.getValue(), line + STEP, out);
          before = ",";
        }
        out.append(line).append('}');
      }
      case JsonArray array when !array.items().isEmpty() -> {
        var before = "[";
        for (var item : array.items()) {
          out.append(before).append(line).append(STEP);
          write(item, line + STEP, out);
          before = ",";
        }
        out.append(line).append(']');
      }
      case JsonObject empty -> out.append(plain(empty));
      case JsonArray empty -> out.append(plain(empty));
      case JsonString text -> out.append(plain(text));
      case JsonNumber number -> out.append(plain(number));
      case JsonBoolean bool -> out.append(plain(bool));
      case JsonNull nothing -> out.append(plain(nothing));
    }
  }

  private static String plain(Json value) {
    return JSON.write(value).text();
  }
}
