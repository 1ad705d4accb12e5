package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;

/**
 * Identifies an event within its organization: 1 to 128 of {@code A-Z a-z 0-9 _ -}.
 *
 * <p>No dot is allowed, so that an id can stand in what Standard Webhooks signs.
 */
public record EventId(String value) {
  private static final int MAX_LENGTH = 128;

  public EventId {
    if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(EventId::fits)) {
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

  private static boolean fits(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }
}
