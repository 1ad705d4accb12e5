package dev.hookcast.http.console.subscriptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of text in Slack's own formatting, without formatting inside of it.
 *
 * @param address where a link leads; empty if it isn't one
 */
record Mark(Kind kind, String text, String address) {
  // docs.slack.dev/messaging/formatting-message-text
  private static final Pattern FORMATTING =
      Pattern.compile(
          "```\\n?(?<block>(?s:.*?))\\n?```"
              + "|`(?<code>[^`\\n]+)`"
              + "|<(?<link>[^<>|\\n]+)(?:\\|(?<label>[^<>\\n]*))?>"
              + "|(?<![\\p{L}\\p{N}])\\*(?<bold>[^*\\n]+)\\*(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}])_(?<italic>[^_\\n]+)_(?![\\p{L}\\p{N}])"
              + "|(?<![\\p{L}\\p{N}])~(?<strike>[^~\\n]+)~(?![\\p{L}\\p{N}])");

  /** How it looks. */
  enum Kind {
    PLAIN,
    BOLD,
    ITALIC,
    STRIKE,
    CODE,
    BLOCK,
    LINK
  }

  /** A text without formatting. */
  static List<Mark> plain(String text) {
    return List.of(new Mark(Kind.PLAIN, unescaped(text), ""));
  }

  /** The pieces of a formatted text. */
  static List<Mark> of(String text) {
    var marks = new ArrayList<Mark>();
    var matcher = FORMATTING.matcher(text);
    int from = 0;
    while (matcher.find()) {
      addPlain(marks, text.substring(from, matcher.start()));
      marks.add(formatted(matcher));
      from = matcher.end();
    }
    addPlain(marks, text.substring(from));
    return marks;
  }

  private static void addPlain(List<Mark> marks, String text) {
    if (!text.isEmpty()) {
      marks.add(new Mark(Kind.PLAIN, unescaped(text), ""));
    }
  }

  private static Mark formatted(Matcher matcher) {
    for (var kind : List.of(Kind.BLOCK, Kind.CODE, Kind.BOLD, Kind.ITALIC, Kind.STRIKE)) {
      var text = matcher.group(kind.name().toLowerCase(Locale.ROOT));
      if (text != null) {
        return new Mark(kind, unescaped(text), "");
      }
    }
    return reference(matcher.group("link"), matcher.group("label"));
  }

  /** A link, or one of Slack's own references such as a time, of which the label is shown. */
  private static Mark reference(String target, @Nullable String label) {
    var shown = unescaped(label == null ? target : label).replace("`", "");
    boolean web = target.startsWith("https://") || target.startsWith("http://");
    return web ? new Mark(Kind.LINK, shown, unescaped(target)) : new Mark(Kind.PLAIN, shown, "");
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
