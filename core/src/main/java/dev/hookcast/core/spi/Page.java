package dev.hookcast.core.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One page of a list that runs from the newest to the oldest.
 *
 * @param next the number to continue before, if there is more
 */
public record Page<T>(List<T> items, Optional<Long> next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page that is wanted of a list that is at hand whole.
   *
   * @param all the newest first
   */
  public static <T> Page<T> of(List<T> all, Wanted page, ToLongFunction<T> number) {
    var rest =
        all.stream()
            .filter(item -> page.before().filter(b -> number.applyAsLong(item) >= b).isEmpty())
            .limit(page.limit() + 1L)
            .toList();
    if (rest.size() <= page.limit()) {
      return new Page<>(rest, Optional.empty());
    }
    var items = rest.subList(0, page.limit());
    return new Page<>(items, Optional.of(number.applyAsLong(items.getLast())));
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
