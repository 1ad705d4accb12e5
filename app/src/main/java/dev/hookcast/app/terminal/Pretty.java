package dev.hookcast.app.terminal;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays JSON out for reading, two spaces a level. */
public final class Pretty {
  private final JsonFormat format;

  public Pretty(JsonFormat format) {
    this.format = format;
  }

  /** The document in several lines; numbers and key order as they are. */
  public String text(Json document) {
    return text(document, "\n");
  }

  private String text(Json value, String newline) {
    var inner = newline + "  ";
    return switch (value) {
      case JsonObject object when !object.members().isEmpty() ->
          object.members().entrySet().stream()
              .map(member -> inner + member(member, inner))
              .collect(Collectors.joining(",", "{", newline + "}"));
      case JsonArray array when !array.items().isEmpty() ->
          array.items().stream()
              .map(item -> inner + text(item, inner))
              .collect(Collectors.joining(",", "[", newline + "]"));
      default -> format.write(value).text();
    };
  }

  private String member(Map.Entry<String, Json> member, String newline) {
    return format.write(Json.of(member.getKey())).text() + ": " + text(member.getValue(), newline);
  }
}
