package dev.hookcast.core.subscription;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.util.Optional;

/**
 * How much a receiver gets at once.
 *
 * @param concurrency requests in flight, 1 to 1,000
 * @param perSecond requests started in a second, if limited
 */
public record Limits(int concurrency, Optional<Double> perSecond) {
  private static final int MAX_CONCURRENCY = 1_000;

  /** Ten in flight, at any rate. */
  public static final Limits DEFAULT = new Limits(10, Optional.empty());

  /** Reads limits; what is left out is the default. Notes every problem. */
  public static Limits read(JsonReader in) {
    return read(in, DEFAULT);
  }

  /**
   * Reads limits; what is left out is as in {@code otherwise}, and a rate of {@code null} is none.
   * Notes every problem.
   */
  public static Limits read(JsonReader in, Limits otherwise) {
    long concurrency = in.integer("concurrency").orElse((long) otherwise.concurrency());
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      in.reject("concurrency", "limit_invalid", "Concurrency is a whole number from 1 to 1,000.");
      concurrency = 1;
    }
    boolean rated = in.any("per_second").isPresent();
    var perSecond = rated ? in.number("per_second") : otherwise.perSecond();
    if (perSecond.filter(rate -> !(rate > 0 && rate <= 1_000_000)).isPresent()) {
      in.reject("per_second", "limit_invalid", "A rate is a number above 0, or null for none.");
    }
    in.refuseUnknown();
    return new Limits((int) concurrency, perSecond);
  }

  /**
   * The part of one of so many that share them evenly. Nobody's concurrency is less than one, so
   * that together they have more than these if there are more of them.
   */
  public Limits sharedBy(int many) {
    return many == 1
        ? this
        : new Limits(Math.max(1, concurrency / many), perSecond.map(rate -> rate / many));
  }

  /** Writes limits whole. */
  public JsonObject write() {
    Json rate = perSecond.<Json>map(r -> new JsonNumber(Double.toString(r))).orElse(JsonNull.NULL);
    return JsonObject.writing().put("concurrency", concurrency).put("per_second", rate).done();
  }
}
