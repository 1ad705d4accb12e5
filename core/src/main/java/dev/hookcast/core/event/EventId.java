package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;
import java.util.regex.Pattern;

/**
 * Identifies an event within its organization: 1 to 128 of {@code A-Z a-z 0-9 _ -}.
 *
 * <p>No dot is allowed, so that an id can stand in what Standard Webhooks signs.
 */
public record EventId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  public EventId {
    if (!SHAPE.matcher(value).matches()) {
      throw InvalidInput.of(
          "",
          "event_id_invalid",
          "An event's id is 1 to 128 letters, digits, hyphens and underscores.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
