package dev.hookcast.http.rest;

import dev.hookcast.core.Problem;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.ProblemType;
import dev.hookcast.http.server.Refusal;

/** Whether the process lives, and whether it can take work. */
final class HealthResource {
  private final Readiness readiness;

  HealthResource(Readiness readiness) {
    this.readiness = readiness;
  }

  Answer alive(Call call) {
    return Answer.ok(JsonObject.writing().put("status", "ok").done());
  }

  Answer ready(Call call) {
    var obstacles = readiness.obstacles();
    if (obstacles.isEmpty()) {
      return Answer.ok(JsonObject.writing().put("status", "ready").done());
    }
    var refusal =
        Refusal.of(ProblemType.NOT_READY, "Work can't be taken now.").with("Retry-After", "5");
    // Reasons tell about the inside: only those who hold a token get them.
    throw call.caller().isEmpty()
        ? refusal
        : refusal.with(
            obstacles.stream()
                .map(why -> new Problem("", ProblemType.NOT_READY.code(), why))
                .toList());
  }
}
