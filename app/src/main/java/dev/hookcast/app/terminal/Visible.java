package dev.hookcast.app.terminal;

import java.util.function.IntPredicate;

/**
 * Shows text from outside so that it can't drive the terminal: what controls the cursor, the
 * colours or the direction of writing is spelt out as {@code \\u001b}.
 */
public final class Visible {
  private Visible() {}

  /** The text on one line. */
  public static String line(String text) {
    return escaped(text, c -> true);
  }

  /** The text with its line breaks and tabs. */
  public static String block(String text) {
    return escaped(text.replace("\r\n", "\n"), c -> c != '\n' && c != '\t');
  }

  private static String escaped(String text, IntPredicate escapable) {
    if (text.codePoints().noneMatch(c -> controls(c) && escapable.test(c))) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (controls(c) && escapable.test(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static boolean controls(int c) {
    return switch (Character.getType(c)) {
      // FORMAT holds the marks that reverse the direction of writing.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
