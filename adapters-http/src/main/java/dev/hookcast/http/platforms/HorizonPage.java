package dev.hookcast.http.platforms;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import java.util.List;
import java.util.Optional;

/**
 * Which page of a list is wanted, by its number. Like Horizon itself it takes what can't be used
 * for what is usual, and so never refuses.
 *
 * @param number from 1
 */
record HorizonPage(int number, int size) {
  private static final int USUAL_SIZE = 20;
  private static final int LARGEST = 50;

  static HorizonPage of(Call call) {
    int number = positive(call.parameter("pageNumber")).orElse(1);
    int size = positive(call.parameter("pageSize")).orElse(USUAL_SIZE);
    return new HorizonPage(number, Math.min(size, LARGEST));
  }

  /** How many items are on the pages before. */
  long offset() {
    return (number - 1L) * size;
  }

  /** This page of a list that is at hand whole. */
  <T> List<T> of(List<T> all) {
    return all.stream().skip(offset()).limit(size).toList();
  }

  /** An answer with items of a list that has so many. */
  static Answer answer(List<JsonObject> items, long total) {
    var array = new JsonArray(items.stream().<Json>map(item -> item).toList());
    return data(JsonObject.writing().put("total", total).put("items", array).done());
  }

  /** The answer to whatever succeeds. */
  static Answer data(JsonObject data) {
    return Answer.ok(JsonObject.writing().put("data", data).done());
  }

  private static Optional<Integer> positive(Optional<String> text) {
    try {
      return text.map(Integer::parseInt).filter(number -> number > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
