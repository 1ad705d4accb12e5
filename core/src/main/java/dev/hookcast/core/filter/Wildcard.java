package dev.hookcast.core.filter;

import java.util.Locale;

/** The two kinds of wildcard that the platforms' filters know. Both run in linear time. */
final class Wildcard {
  private Wildcard() {}

  /** Compares without case; a {@code *} at the end stands for any rest. */
  static boolean prefix(String pattern, String text) {
    var wanted = pattern.toLowerCase(Locale.ROOT);
    var given = text.toLowerCase(Locale.ROOT);
    return wanted.endsWith("*")
        ? given.startsWith(wanted.substring(0, wanted.length() - 1))
        : given.equals(wanted);
  }

  /** Compares with case; each {@code *} stands for any run of characters. */
  static boolean glob(String pattern, String text) {
    var parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    var first = parts[0];
    var last = parts[parts.length - 1];
    if (text.length() < first.length() + last.length()
        || !text.startsWith(first)
        || !text.endsWith(last)) {
      return false;
    }
    int from = first.length();
    int end = text.length() - last.length();
    // The earliest place of each part leaves the most room for the next: no going back.
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0 || found + parts[i].length() > end) {
        return false;
      }
      from = found + parts[i].length();
    }
    return true;
  }
}
