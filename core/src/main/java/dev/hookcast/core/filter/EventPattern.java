package dev.hookcast.core.filter;

import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming.Named;

/**
 * Names events in a filter: {@code *}, a type, a type whose last segment is {@code *}, or a word of
 * the subscription's dialect.
 */
public record EventPattern(String text) {
  /** Every event but Hookcast's own operational ones. */
  public static final EventPattern ALL = new EventPattern("*");

  /** True if the event is meant, be it by its type or by the dialect's word for it. */
  public boolean matches(EventType type, Named named) {
    if (text.equals("*")) {
      return !type.operational();
    }
    if (text.endsWith(".*")) {
      return type.value().startsWith(text.substring(0, text.length() - 1));
    }
    return text.equals(type.value()) || named.answersTo(text);
  }
}
