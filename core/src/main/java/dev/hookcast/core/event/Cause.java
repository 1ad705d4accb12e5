package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;
import java.util.Locale;

/** Why a deployment took place. */
public enum Cause {
  PUSH,
  PROMOTION,
  ROLLBACK,
  REDEPLOY;

  /** The cause of this lower-case word. */
  public static Cause of(String word) {
    for (var cause : values()) {
      if (cause.word().equals(word)) {
        return cause;
      }
    }
    throw InvalidInput.of(
        "", "cause_invalid", "A cause is one of push, promotion, rollback, redeploy.");
  }

  /** The word that stands for it in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
