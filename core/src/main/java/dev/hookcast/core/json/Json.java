package dev.hookcast.core.json;

/**
 * A JSON value (RFC 8259). Numbers keep their literal and objects their key order, so that a
 * document that is read and written again is the same document. Immutable throughout.
 */
public sealed interface Json
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

  /** The JSON string with this text. */
  static Json of(String text) {
    return new JsonString(text);
  }

  /** The JSON number with this value. */
  static Json of(long number) {
    return new JsonNumber(Long.toString(number));
  }

  /** {@code true} or {@code false}. */
  static Json of(boolean value) {
    return new JsonBoolean(value);
  }
}
