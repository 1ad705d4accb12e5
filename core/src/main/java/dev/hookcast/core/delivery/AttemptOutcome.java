package dev.hookcast.core.delivery;

import java.util.Locale;

/**
 * What an attempt meant, as the log says it: an {@link Outcome}, or that none was learnt in time.
 */
public enum AttemptOutcome {
  DELIVERED,
  RETRY,
  REFUSED,
  GONE,
  /** The process ended before the outcome was recorded; the request may have arrived. */
  INTERRUPTED,
  /** The outcome came after the claim had ended, and changed nothing. */
  LATE;

  /** The log's word for what the other side did. */
  public static AttemptOutcome of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Delivered d -> DELIVERED;
      case Outcome.Retry r -> RETRY;
      case Outcome.Stale s -> RETRY;
      case Outcome.Refused r -> REFUSED;
      case Outcome.Gone g -> GONE;
    };
  }

  /** The word that stands for it in JSON and SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
