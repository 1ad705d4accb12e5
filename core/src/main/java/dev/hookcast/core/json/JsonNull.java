package dev.hookcast.core.json;

/** {@code null}. */
public record JsonNull() implements Json {
  /** The only value there is. */
  public static final JsonNull NULL = new JsonNull();
}
