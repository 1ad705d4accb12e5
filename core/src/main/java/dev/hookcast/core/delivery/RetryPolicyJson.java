package dev.hookcast.core.delivery;

import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import java.time.Duration;

/** The JSON form of a retry policy, the same in REST and in the store. */
public final class RetryPolicyJson {
  private RetryPolicyJson() {}

  /** Reads a policy; what is left out is as in {@code otherwise}. Notes every problem. */
  public static RetryPolicy read(JsonReader in, RetryPolicy otherwise) {
    boolean given = in.any("schedule").filter(v -> !(v instanceof JsonNull)).isPresent();
    var schedule = given ? in.durations("schedule") : otherwise.schedule();
    var policy = new RetryPolicy(schedule, in.number("jitter").orElse(otherwise.jitter()));
    in.reject(policy.problems());
    in.refuseUnknown();
    return policy;
  }

  /** Writes a policy whole. */
  public static JsonObject write(RetryPolicy policy) {
    return JsonObject.writing()
        .put("schedule", policy.schedule().stream().map(Duration::toString).toList())
        .put("jitter", new JsonNumber(Double.toString(policy.jitter())))
        .done();
  }
}
