package dev.hookcast.app.config;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.http.sink.Cidr;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of text that settings are. */
final class Kinds {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(KiB|MiB|GiB)?");
  private static final String SQLITE = "sqlite:";

  static final Kind<String> TEXT = new Kind<>("a text that isn't blank", Kinds::notBlank);
  static final Kind<Path> PATH = new Kind<>("a path", text -> Path.of(notBlank(text)));
  static final Kind<Boolean> SWITCH = new Kind<>("true or false", Kinds::trueOrFalse);
  static final Kind<List<Cidr>> CIDRS =
      new Kind<>(
          "a list of CIDRs with commas between them, such as 127.0.0.0/8,fd00::/8", Kinds::cidrs);
  static final Kind<Storage> STORAGE = new Kind<>("sqlite: and the path of a file", Kinds::storage);

  private Kinds() {}

  /** A whole number between two bounds, both included. */
  static Kind<Integer> number(int least, int most) {
    var expects = String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most);
    return new Kind<>(expects, text -> (int) within(Long.parseLong(text), least, most));
  }

  /** A number of bytes between two bounds, both included. */
  static Kind<Long> size(long least, long most) {
    var expects =
        String.format(
            Locale.ROOT, "a size such as 5MiB or 5242880, from %,d to %,d bytes", least, most);
    return new Kind<>(expects, text -> within(bytes(text), least, most));
  }

  private static long bytes(String text) {
    var size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    int shift =
        switch (size.group(2)) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          case null, default -> 0;
        };
    long count = Long.parseLong(size.group(1));
    return count > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : count << shift;
  }

  private static long within(long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException("out of bounds");
    }
    return value;
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }

  private static boolean trueOrFalse(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static List<Cidr> cidrs(String text) {
    try {
      return Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(cidr -> !cidr.isEmpty())
          .map(Cidr::of)
          .toList();
    } catch (InvalidInput e) {
      // Of several, so it is said what the list has to be.
      throw new IllegalArgumentException("not a list of CIDRs", e);
    }
  }

  private static Storage storage(String text) {
    if (text.startsWith("postgresql:") || text.startsWith("postgres:")) {
      throw InvalidInput.of(
          "",
          "config_unsupported",
          "PostgreSQL isn't supported yet; use sqlite: and the path of a file.");
    }
    if (!text.startsWith(SQLITE)) {
      throw new IllegalArgumentException("neither sqlite nor postgresql");
    }
    return new Storage.Sqlite(Path.of(notBlank(text.substring(SQLITE.length()))));
  }
}
