package dev.hookcast.storage;

import dev.hookcast.core.delivery.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * Header fields as a text, a line each, as HTTP writes them: {@code name:value}. In their order,
 * repetitions included. A sink of another kind than HTTP may have colons in its names and line
 * feeds in its values: a backslash stands before them, and before itself.
 */
final class Headers {
  private static final int USUAL_LENGTH = 512;
  private static final char ESCAPE = '\\';
  private static final char NAME_ENDS = ':';
  private static final char VALUE_ENDS = '\n';

  private Headers() {}

  static String write(List<Header> headers) {
    var text = new StringBuilder(USUAL_LENGTH);
    for (var header : headers) {
      append(text, header.name(), NAME_ENDS);
      append(text, header.value(), VALUE_ENDS);
    }
    return text.toString();
  }

  static List<Header> read(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ESCAPE) {
        part.append(text.charAt(++i));
      } else if (c == (parts.size() % 2 == 0 ? NAME_ENDS : VALUE_ENDS)) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    return headers(parts);
  }

  private static List<Header> headers(List<String> parts) {
    var headers = new ArrayList<Header>();
    for (int i = 0; i < parts.size(); i += 2) {
      headers.add(new Header(parts.get(i), parts.get(i + 1)));
    }
    return headers;
  }

  private static void append(StringBuilder text, String part, char end) {
    // Hardly ever is there anything to escape, and this is asked for every request and answer.
    boolean plain = part.indexOf(ESCAPE) < 0 && part.indexOf(end) < 0;
    if (plain) {
      text.append(part);
    } else {
      part.chars().forEach(c -> text.append(c == ESCAPE || c == end ? "\\" : "").append((char) c));
    }
    text.append(end);
  }
}
