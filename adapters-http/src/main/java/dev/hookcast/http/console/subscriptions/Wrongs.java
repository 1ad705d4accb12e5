package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.Problem;
import java.util.List;

/** What is wrong with what was typed, by where it stands. */
record Wrongs(List<Problem> problems) {
  static final Wrongs NONE = new Wrongs(List.of());

  Wrongs {
    problems = List.copyOf(problems);
  }

  /** What is to be said at the field that stands for this pointer and all below it. */
  List<String> at(String pointer) {
    return problems.stream()
        .filter(problem -> below(problem, pointer))
        .map(problem -> place(problem.pointer().substring(pointer.length())) + problem.detail())
        .distinct()
        .toList();
  }

  /** True if anything is wrong there. */
  boolean has(String pointer) {
    return problems.stream().anyMatch(problem -> below(problem, pointer));
  }

  private static boolean below(Problem problem, String pointer) {
    return (problem.pointer() + "/").startsWith(pointer + "/");
  }

  /** Which of several, for those who typed a line for each. */
  private static String place(String rest) {
    return rest.matches("/[0-9]{1,4}")
        ? "Entry " + (Integer.parseInt(rest.substring(1)) + 1) + ": "
        : rest.isEmpty() ? "" : rest.substring(1) + ": ";
  }
}
