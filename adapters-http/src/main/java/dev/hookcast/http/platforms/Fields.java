package dev.hookcast.http.platforms;

import dev.hookcast.core.Problem;
import dev.hookcast.http.server.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which field of a platform's form stands for which part of a subscription, so that a complaint
 * names what its reader wrote.
 *
 * @param byPointer the platform's field by the pointer into Hookcast's own form
 */
record Fields(Map<String, String> byPointer) {
  Fields {
    byPointer = Map.copyOf(byPointer);
  }

  /** The status that the platforms answer with: to them, whatever is wrong with input is a 400. */
  static int status(Refusal refusal) {
    return refusal.status() == 422 ? 400 : refusal.status();
  }

  /** Each field that is wrong, with all that is wrong with it. */
  Map<String, String> complaints(Refusal refusal) {
    var found = new LinkedHashMap<String, String>();
    for (var problem : refusal.errors()) {
      found.merge(field(problem), problem.detail(), (one, other) -> one + " " + other);
    }
    return found;
  }

  /** All that is wrong in one line. */
  String line(Refusal refusal) {
    var complaints = complaints(refusal);
    return complaints.isEmpty()
        ? refusal.detail()
        : complaints.entrySet().stream()
            .map(e -> e.getKey().isEmpty() ? e.getValue() : e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining(" "));
  }

  /** The name of the field; empty if it is about the whole. */
  private String field(Problem problem) {
    var pointer = problem.pointer();
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      var field = byPointer.get(at);
      if (field != null) {
        return field;
      }
    }
    var parts = pointer.split("/", 3);
    return parts.length < 2 ? "" : parts[1];
  }
}
