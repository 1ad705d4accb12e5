package dev.hookcast.slack;

import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Text as Slack takes it. Lengths count characters of the escaped text, which is what Slack counts;
 * cuts fall between code points and never inside an entity.
 */
final class Mrkdwn {
  private static final String MARK = "…";
  private static final int REPLACEMENT = 0xFFFD;
  private static final int MAX_URL = 800;
  private static final int LONGEST_LINE = 4_000; // a name can have megabytes, no line has
  private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");
  private static final Pattern HOST = Pattern.compile("[a-z0-9._:-]+"); // no {placeholders}
  private static final Pattern FORMATTING = Pattern.compile("[*_~`]|^>");

  private Mrkdwn() {}

  /** The text with {@code & < >} escaped, which also makes mentions and links inert. */
  static String escaped(String text, int max) {
    var out = new StringBuilder();
    int fitting = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      append(out, text.codePointAt(i));
      if (out.length() > max) {
        out.setLength(fitting);
        return out.append(MARK).toString();
      }
      if (out.length() <= max - MARK.length()) {
        fitting = out.length();
      }
    }
    return out.toString();
  }

  /** The same, without what doesn't fit at its beginning. */
  static String escapedEnd(String text, int max) {
    if (text.codePoints().map(Mrkdwn::width).sum() <= max) {
      return escaped(text, max);
    }
    int room = max - MARK.length();
    int from = text.length();
    while (room >= width(text.codePointBefore(from))) {
      room -= width(text.codePointBefore(from));
      from = text.offsetByCodePoints(from, -1);
    }
    return MARK + escaped(text.substring(from), max);
  }

  /** A value among formatted text: in a code span if Slack would take it for formatting. */
  static String value(String text, int max) {
    var line = line(text);
    return FORMATTING.matcher(line).find()
        ? "`" + escaped(line.replace('`', '\''), max - 2) + "`"
        : escaped(line, max);
  }

  /** The beginning of a text in a code block. */
  static String block(String text, int max) {
    return "```\n" + escaped(fenced(text), max - 8) + "\n```";
  }

  /** The end of a text in a code block. */
  static String blockOfEnd(String text, int max) {
    return "```\n" + escapedEnd(fenced(text), max - 8) + "\n```";
  }

  /** A link; nothing if the URL isn't one that people should follow. */
  static Optional<String> link(String url, String label, int maxLabel) {
    // A user name before the host is a password that leaks, or a host that pretends.
    return Optional.ofNullable(HttpUrl.parse(url.strip()))
        .filter(parsed -> parsed.username().isEmpty() && parsed.password().isEmpty())
        .filter(parsed -> HOST.matcher(parsed.host()).matches())
        .map(parsed -> parsed.toString().replace("|", "%7C").replace("`", "%60"))
        .map(target -> escaped(target, Integer.MAX_VALUE))
        .filter(target -> target.length() <= MAX_URL)
        .map(target -> "<" + target + "|" + value(label.replace('|', '/'), maxLabel) + ">");
  }

  /** At most this many characters of a text, unescaped. */
  static String shortened(String text, int max) {
    return text.codePointCount(0, text.length()) <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, max - 1)).stripTrailing() + MARK;
  }

  /** The text on one line, as far as any line goes. */
  static String line(String text) {
    var beginning = text.substring(0, Math.min(text.length(), LONGEST_LINE));
    return clean(beginning).replaceAll("\\s+", " ").strip();
  }

  /**
   * The text without what could disturb the rest of the message: terminal colours go, other control
   * characters, marks that turn the direction of writing, and halves of characters are replaced.
   */
  static String clean(String text) {
    var plain = TERMINAL_SEQUENCE.matcher(text).replaceAll("").replace("\r\n", "\n");
    var out = new StringBuilder();
    plain.codePoints().map(c -> disturbing(c) ? REPLACEMENT : c).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean disturbing(int c) {
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return turns || half || (Character.isISOControl(c) && c != '\n' && c != '\t');
  }

  /** Backticks side by side would end the block: something without width goes between them. */
  private static String fenced(String text) {
    return clean(text).strip().replaceAll("`(?=`)", "`\u200B");
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      default -> out.appendCodePoint(c);
    }
  }

  private static int width(int c) {
    return switch (c) {
      case '&' -> 5;
      case '<', '>' -> 4;
      default -> Character.charCount(c);
    };
  }
}
