package dev.hookcast.core.delivery;

import dev.hookcast.core.InvalidInput;
import java.util.Locale;

/** Where a delivery stands. */
public enum DeliveryState {
  /** For its time, or for room. */
  WAITING,
  /** Claimed by a node that sends it now. */
  SENDING,
  DELIVERED,
  /** The schedule ended, or the other side refused for good; a person may resend it. */
  EXHAUSTED,
  /** Its subscription was deleted. */
  CANCELLED;

  /** The state of this lower-case word. */
  public static DeliveryState of(String word) {
    for (var state : values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw InvalidInput.of(
        "",
        "state_invalid",
        "A state is one of waiting, sending, delivered, exhausted, cancelled.");
  }

  /** The word that stands for it in JSON, SQL and filters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
