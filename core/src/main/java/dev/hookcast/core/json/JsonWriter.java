package dev.hookcast.core.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an object member by member; what isn't known is left out, never written empty.
 *
 * <p>For one thread; {@link #done()} ends it.
 */
public final class JsonWriter {
  private final Map<String, Json> members = new LinkedHashMap<>();

  JsonWriter() {}

  /** Adds a member. */
  public JsonWriter put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  /** Adds a string. */
  public JsonWriter put(String name, String text) {
    return put(name, Json.of(text));
  }

  /** Adds a whole number. */
  public JsonWriter put(String name, long number) {
    return put(name, Json.of(number));
  }

  /** Adds a boolean. */
  public JsonWriter put(String name, boolean value) {
    return put(name, Json.of(value));
  }

  /** Adds an array of strings. */
  public JsonWriter put(String name, Collection<String> texts) {
    return put(name, JsonArray.ofTexts(texts));
  }

  /** Adds a string if it is known; leaves the member out otherwise. */
  public JsonWriter putText(String name, Optional<String> text) {
    text.ifPresent(known -> put(name, known));
    return this;
  }

  /** Adds a value if it is known; leaves the member out otherwise. */
  public JsonWriter putIf(String name, Optional<? extends Json> value) {
    value.ifPresent(known -> put(name, known));
    return this;
  }

  /** Adds an object unless it is empty. */
  public JsonWriter putUnlessEmpty(String name, JsonObject value) {
    return value.members().isEmpty() ? this : put(name, value);
  }

  /** The finished object. */
  public JsonObject done() {
    return new JsonObject(members);
  }
}
