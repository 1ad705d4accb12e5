package dev.hookcast.core;

/** Identifies one delivery for ever; a UUIDv7 in its usual text form. */
public record DeliveryId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
