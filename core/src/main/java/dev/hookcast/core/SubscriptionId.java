package dev.hookcast.core;

/** Identifies one subscription for ever; a UUIDv7 in its usual text form. */
public record SubscriptionId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
