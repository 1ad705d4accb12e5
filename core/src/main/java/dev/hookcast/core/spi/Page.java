package dev.hookcast.core.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list that runs from the newest to the oldest.
 *
 * @param next the number to continue before, if there is more
 */
public record Page<T>(List<T> items, Optional<Long> next) {
  public Page {
    items = List.copyOf(items);
  }

  /** The same page with each item seen as something else. */
  public <R> Page<R> map(Function<T, R> as) {
    return new Page<>(items.stream().map(as).toList(), next);
  }

  /** Which page is wanted: at most {@code limit} items, numbered below {@code before} if given. */
  public record Wanted(int limit, Optional<Long> before) {
    /** The first page. */
    public static Wanted first(int limit) {
      return new Wanted(limit, Optional.empty());
    }
  }
}
