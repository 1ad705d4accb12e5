package dev.hookcast.core.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object, its members in the order in which they were written.
 *
 * <p>The lookups are lenient: a member of another kind counts as absent. Code that must complain
 * reads through {@link JsonReader} instead.
 */
public record JsonObject(Map<String, Json> members) implements Json {
  /** {@code {}}. */
  public static final JsonObject EMPTY = new JsonObject(Map.of());

  public JsonObject {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** Starts an object that is written member by member. */
  public static JsonWriter writing() {
    return new JsonWriter();
  }

  /** The member of this name, {@code null} included. */
  public Optional<Json> get(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** The text of a string member. */
  public Optional<String> text(String name) {
    return members.get(name) instanceof JsonString s ? Optional.of(s.value()) : Optional.empty();
  }

  /** The value of a member that is a whole number in the range of a long. */
  public OptionalLong integer(String name) {
    if (members.get(name) instanceof JsonNumber n) {
      try {
        return OptionalLong.of(Long.parseLong(n.literal()));
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  /** The value of a boolean member. */
  public Optional<Boolean> bool(String name) {
    return members.get(name) instanceof JsonBoolean b ? Optional.of(b.value()) : Optional.empty();
  }

  /** An object member; the empty object when there is none. */
  public JsonObject object(String name) {
    return members.get(name) instanceof JsonObject o ? o : EMPTY;
  }

  /** An array member; the empty array when there is none. */
  public JsonArray array(String name) {
    return members.get(name) instanceof JsonArray a ? a : new JsonArray(List.of());
  }

  /** The same object with this member replaced in its place, or added at the end. */
  public JsonObject with(String name, Json value) {
    var changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    return new JsonObject(changed);
  }

  /** The same object without this member. */
  public JsonObject without(String name) {
    var changed = new LinkedHashMap<>(members);
    changed.remove(name);
    return new JsonObject(changed);
  }
}
