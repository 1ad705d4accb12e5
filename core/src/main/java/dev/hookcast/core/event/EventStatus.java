package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;
import java.util.Locale;

/** How far the thing that happened had come. */
public enum EventStatus {
  STARTED,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** The status of this lower-case word. */
  public static EventStatus of(String word) {
    for (var status : values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw InvalidInput.of(
        "", "status_invalid", "A status is one of started, succeeded, failed, cancelled.");
  }

  /** The word that stands for it in JSON, SQL and filters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
