package dev.hookcast.core.dialect;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Horizon's ids: whole numbers without a sign, of 64 bits; zero stands for none. */
final class HorizonId {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,19}");

  private HorizonId() {}

  /** An id of ours as a number, if it is one. */
  static Optional<Json> number(String id) {
    return fits(id) ? Optional.of(new JsonNumber(id)) : Optional.empty();
  }

  /** The digits of an id in a payload. */
  static Optional<String> in(JsonObject object, String name) {
    return object.members().get(name) instanceof JsonNumber number && fits(number.literal())
        ? Optional.of(number.literal())
        : Optional.empty();
  }

  private static boolean fits(String digits) {
    if (!NUMBER.matcher(digits).matches()) {
      return false;
    }
    try {
      Long.parseUnsignedLong(digits);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
