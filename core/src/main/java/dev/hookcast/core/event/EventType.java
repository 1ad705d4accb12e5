package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;
import java.util.regex.Pattern;

/**
 * What kind of thing happened, as {@code object.action}: lower case, dotted, two or more segments,
 * at most 200 characters. A checked text and never an enum: unknown types pass through.
 */
public record EventType(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9_-]+(?:\\.[a-z0-9_-]+)+");
  private static final int MAX_LENGTH = 200;

  /** A release went out to an environment, or tried to. */
  public static final EventType DEPLOY = new EventType("environment.deploy");

  /** Hookcast paused a subscription by itself. */
  public static final EventType SUBSCRIPTION_DISABLE =
      new EventType("hookcast.subscription.disable");

  public EventType {
    if (value.length() > MAX_LENGTH || !SHAPE.matcher(value).matches()) {
      throw InvalidInput.of(
          "",
          "event_type_invalid",
          "An event type is lower case and dotted, such as environment.deploy, at most 200"
              + " characters.");
    }
  }

  /** True for Hookcast's own operational events, which nobody else may publish. */
  public boolean operational() {
    return value.startsWith("hookcast.");
  }

  @Override
  public String toString() {
    return value;
  }
}
