package dev.hookcast.core.dialect;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The JSON Schema (2020-12) of a payload, written as a value. Members that aren't mentioned are
 * always allowed, as receivers have to live with new ones.
 */
public record PayloadSchema(JsonObject json) {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  /** The same schema as a document of its own, with its title. */
  public JsonObject document(String title) {
    var out = JsonObject.writing().put("$schema", DRAFT).put("title", title);
    json.members().forEach(out::put);
    return out.done();
  }

  /** Any text. */
  public static PayloadSchema text() {
    return type("string");
  }

  /** A text in one of the formats that JSON Schema names, such as {@code date-time}. */
  public static PayloadSchema text(String format) {
    return new PayloadSchema(start("string").put("format", format).done());
  }

  /** One of these texts. */
  public static PayloadSchema oneOf(String... texts) {
    return new PayloadSchema(JsonObject.writing().put("enum", List.of(texts)).done());
  }

  /** This value and no other. */
  public static PayloadSchema exactly(Json value) {
    return new PayloadSchema(
        JsonObject.writing().put("enum", new JsonArray(List.of(value))).done());
  }

  /** A whole number. */
  public static PayloadSchema integer() {
    return type("integer");
  }

  /** True or false. */
  public static PayloadSchema bool() {
    return type("boolean");
  }

  /** An array of such items. */
  public static PayloadSchema arrayOf(PayloadSchema items) {
    return new PayloadSchema(start("array").put("items", items.json()).done());
  }

  /** Anything at all. */
  public static PayloadSchema anything() {
    return new PayloadSchema(JsonObject.EMPTY);
  }

  /** The same, or {@code null}. */
  public PayloadSchema orNull() {
    return or(type("null"));
  }

  /** The same, or the other. */
  public PayloadSchema or(PayloadSchema other) {
    return new PayloadSchema(
        JsonObject.writing().put("anyOf", new JsonArray(List.of(json, other.json()))).done());
  }

  /** An object with no members described yet. */
  public static PayloadSchema object() {
    return new PayloadSchema(start("object").done());
  }

  /** The same object with a member that has to be there. */
  public PayloadSchema required(String name, PayloadSchema member) {
    var names = new ArrayList<>(json.array("required").items());
    names.add(Json.of(name));
    return new PayloadSchema(optional(name, member).json().with("required", new JsonArray(names)));
  }

  /** The same object with a member that may be there. */
  public PayloadSchema optional(String name, PayloadSchema member) {
    return new PayloadSchema(
        json.with("properties", json.object("properties").with(name, member.json())));
  }

  private static PayloadSchema type(String type) {
    return new PayloadSchema(start(type).done());
  }

  private static JsonWriter start(String type) {
    return JsonObject.writing().put("type", type);
  }
}
