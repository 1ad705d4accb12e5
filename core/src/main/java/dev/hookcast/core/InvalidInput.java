package dev.hookcast.core;

import java.util.List;

/** Says that input can't be accepted, with all problems at once; nothing was changed. */
public final class InvalidInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** An input with these problems; there must be at least one. */
  public InvalidInput(List<Problem> problems) {
    super(problems.getFirst().pointer() + ": " + problems.getFirst().detail());
    this.problems = List.copyOf(problems);
  }

  /** An input with a single problem. */
  public static InvalidInput of(String pointer, String code, String detail) {
    return new InvalidInput(List.of(new Problem(pointer, code, detail)));
  }

  /** Everything that is wrong, in the order of the input. */
  public List<Problem> problems() {
    return problems;
  }

  /** The same complaint seen from a document in which the input stands at {@code prefix}. */
  public InvalidInput under(String prefix) {
    return new InvalidInput(problems.stream().map(p -> p.under(prefix)).toList());
  }
}
