package dev.hookcast.core.json;

import java.util.Collection;
import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> items) implements Json {
  public JsonArray {
    items = List.copyOf(items);
  }

  /** An array of strings. */
  public static JsonArray ofTexts(Collection<String> texts) {
    return new JsonArray(texts.stream().map(Json::of).toList());
  }
}
