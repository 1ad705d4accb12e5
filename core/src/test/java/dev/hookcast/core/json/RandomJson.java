package dev.hookcast.core.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SplittableRandom;

/** Makes JSON that somebody might send: the same for the same seed. */
public final class RandomJson {
  private static final List<String> NUMBERS =
      List.of("0", "-0", "0.1000", "1E400", "-1.50e-7", "18446744073709551616", "1e0", "42");
  private static final List<String> TEXTS =
      List.of("", " ", "ü😀", "\ud800", "a\"b\\c\n", "</script>&", "\u0000", "*", "null");
  private static final int DEEPEST = 4;

  // Random's first draws are alike for seeds near each other.
  private final SplittableRandom random;

  /** Values that follow from this seed. */
  public RandomJson(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * The same members in another order, among new ones that nobody knows, at every object's level.
   */
  public JsonObject disturbed(JsonObject document) {
    var members = new ArrayList<Entry<String, Json>>();
    document.members().forEach((name, value) -> members.add(entry(name, inside(value))));
    for (int i = random.nextInt(4); i > 0; i--) {
      members.add(entry("zz " + i + oneOf(TEXTS), value(0)));
    }
    Collections.shuffle(members, random);
    var disturbed = new LinkedHashMap<String, Json>();
    members.forEach(m -> disturbed.put(m.getKey(), m.getValue()));
    return new JsonObject(disturbed);
  }

  /** Any value. */
  public Json value(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 7 : 5)) {
      case 0 -> JsonNull.NULL;
      case 1 -> Json.of(random.nextBoolean());
      case 2 -> new JsonNumber(oneOf(NUMBERS));
      case 3 -> Json.of(random.nextLong());
      case 4 -> Json.of(oneOf(TEXTS));
      case 5 -> new JsonArray(List.of(value(depth + 1), value(depth + 1)));
      default ->
          JsonObject.writing()
              .put(oneOf(TEXTS), value(depth + 1))
              .put("zz", value(depth + 1))
              .done();
    };
  }

  /** One of these. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A text of up to this length out of these characters. */
  public String text(String characters, int longest) {
    var out = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      out.append(characters.charAt(random.nextInt(characters.length())));
    }
    return out.toString();
  }

  private Json inside(Json value) {
    return value instanceof JsonObject object ? disturbed(object) : value;
  }

  private static Entry<String, Json> entry(String name, Json value) {
    return Map.entry(name, value);
  }
}
