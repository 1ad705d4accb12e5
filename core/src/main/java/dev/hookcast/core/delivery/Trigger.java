package dev.hookcast.core.delivery;

import java.util.Locale;

/** Who wanted an attempt: the schedule, or a person who resent the delivery. */
public enum Trigger {
  AUTOMATIC,
  MANUAL;

  /** The word that stands for it in JSON and SQL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
