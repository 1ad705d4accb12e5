package dev.hookcast.app.config;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the text of a setting has to be.
 *
 * @param expects the end of "This has to be …"
 * @param read makes the value; throws {@link IllegalArgumentException} for a text that doesn't fit,
 *     or {@link InvalidInput} where it has more to say than {@code expects}
 * @param shown the text as it may be shown
 */
public record Kind<T>(String expects, Function<String, T> read, UnaryOperator<String> shown) {
  /** One of which the whole text may be shown. */
  Kind(String expects, Function<String, T> read) {
    this(expects, read, text -> text);
  }

  /** What is wrong with the text; nothing if it fits. */
  List<Problem> objections(String text) {
    try {
      Objects.requireNonNull(read.apply(text));
      return List.of();
    } catch (InvalidInput e) {
      return e.problems();
    } catch (IllegalArgumentException e) {
      return List.of(new Problem("", "config_invalid", "this has to be " + expects + "."));
    }
  }
}
