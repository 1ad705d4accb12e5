package dev.hookcast.core.access;

/** Identifies one token for ever; a UUIDv7 in its usual text form. Not secret. */
public record TokenId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
