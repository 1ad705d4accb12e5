package dev.hookcast.app.bench;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was measured; a figure that wasn't is absent. */
public record Figures(Map<Figure, Double> values) {
  private static final int DIGITS = 3;
  private static final double LARGE = 1_000;

  public Figures {
    var sorted = new EnumMap<Figure, Double>(Figure.class);
    sorted.putAll(values);
    values = Collections.unmodifiableMap(sorted);
  }

  /** The median of each figure over these rounds; of an even number the lower of the middle two. */
  static Figures median(List<Figures> rounds) {
    var medians = new EnumMap<Figure, Double>(Figure.class);
    for (var figure : Figure.values()) {
      var all =
          rounds.stream().map(r -> r.values.get(figure)).filter(v -> v != null).sorted().toList();
      if (!all.isEmpty()) {
        medians.put(figure, all.get((all.size() - 1) / 2));
      }
    }
    return new Figures(medians);
  }

  /** What wasn't measured, and isn't there on request only. */
  public List<Figure> leftOut() {
    return Arrays.stream(Figure.values())
        .filter(figure -> !values.containsKey(figure) && !figure.onRequest())
        .toList();
  }

  /** What was measured and doesn't reach its bar. */
  public List<Figure> missed() {
    return values.entrySet().stream()
        .filter(entry -> !entry.getKey().bar().holds(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** One object; names with a dot are members of an object in it. */
  public JsonObject json() {
    var json = JsonObject.EMPTY;
    for (var entry : values.entrySet()) {
      var path = entry.getKey().json().split("\\.", -1);
      Json number = new JsonNumber(rounded(entry.getValue()).toPlainString());
      json =
          path.length == 1
              ? json.with(path[0], number)
              : json.with(path[0], json.object(path[0]).with(path[1], number));
    }
    return json;
  }

  /** Three digits after the point, and none where the number is large. */
  static BigDecimal rounded(double value) {
    var number = BigDecimal.valueOf(value);
    return number
        .setScale(Math.abs(value) < LARGE ? DIGITS : 0, RoundingMode.HALF_UP)
        .stripTrailingZeros();
  }
}
