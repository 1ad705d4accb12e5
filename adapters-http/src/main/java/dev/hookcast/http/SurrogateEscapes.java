package dev.hookcast.http;

import java.util.HexFormat;

/** Escapes of UTF-16 surrogates in JSON text, such as {@code \\ud83d}. */
final class SurrogateEscapes {
  private static final int LENGTH = 6;

  private SurrogateEscapes() {}

  /** The same JSON text with each of these escapes replaced by the unit that it stands for. */
  static String resolved(String text) {
    var out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); ) {
      int width = text.charAt(at) == '\\' ? 2 : 1;
      if (isSurrogate(text, at)) {
        out.append(unit(text, at));
        width = LENGTH;
      } else {
        out.append(text, at, Math.min(at + width, text.length()));
      }
      at += width;
    }
    return out.toString();
  }

  private static boolean isSurrogate(String text, int at) {
    return text.startsWith("\\u", at)
        && at + LENGTH <= text.length()
        && text.substring(at + 2, at + LENGTH).chars().allMatch(HexFormat::isHexDigit)
        && Character.isSurrogate(unit(text, at));
  }

  private static char unit(String text, int at) {
    return (char) HexFormat.fromHexDigits(text, at + 2, at + LENGTH);
  }
}
