package dev.hookcast.http.platforms;

import dev.hookcast.core.delivery.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Headers as Horizon's logs write them: a YAML map from each name to the list of its values. */
final class HorizonYaml {
  /** Whatever is like this can't be taken for anything but a text. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z/](?:[A-Za-z0-9 ()*+,./;=?_@~$%^!-]|:(?=[^ ]))*(?<! )");

  /** But for these, which YAML has meanings for. */
  private static final Pattern WORD =
      Pattern.compile("y|n|yes|no|on|off|true|false|null", Pattern.CASE_INSENSITIVE);

  private HorizonYaml() {}

  /** The names in alphabetical order, the values of each as they were sent. */
  static String headers(List<Header> headers) {
    var byName = new TreeMap<String, List<String>>();
    for (var header : headers) {
      byName.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
    }
    var yaml = new StringBuilder();
    byName.forEach(
        (name, values) -> {
          yaml.append(scalar(name)).append(":\n");
          values.forEach(value -> yaml.append("    - ").append(scalar(value)).append('\n'));
        });
    return yaml.toString();
  }

  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !WORD.matcher(text).matches()) {
      return text;
    }
    boolean printable = text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
    return printable && !text.isEmpty() ? "'" + text.replace("'", "''") + "'" : escaped(text);
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                escaped.append('\\').appendCodePoint(c);
              } else if (c >= 0x20 && c < 0x7F) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append("\\U%08x".formatted(c));
              }
            });
    return escaped.append('"').toString();
  }
}
