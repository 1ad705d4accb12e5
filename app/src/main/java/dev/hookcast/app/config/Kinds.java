package dev.hookcast.app.config;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.http.sink.Cidr;
import dev.hookcast.storage.MasterKeys;
import dev.hookcast.storage.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of text that settings are. */
final class Kinds {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(KiB|MiB|GiB)?");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern SINK_OPTION =
      Pattern.compile("([a-z][a-z0-9-]*)\\.([^=]+)=(.*)", Pattern.DOTALL);
  private static final String SQLITE = "sqlite:";
  private static final Pattern POSTGRES = Pattern.compile("postgres(ql)?:");
  private static final Pattern PASSWORD =
      Pattern.compile("(?s)^(postgres(?:ql)?:(?://)?[^:@]*):.*(@.*)$");
  private static final Duration LONGEST_KEPT = Duration.ofDays(3_650);

  static final Kind<String> TEXT = new Kind<>("a text that isn't blank", Kinds::notBlank);
  static final Kind<Path> PATH = new Kind<>("a path", text -> Path.of(notBlank(text)));
  static final Kind<Optional<Path>> PATH_IF_ANY =
      new Kind<>(
          "a path, or nothing",
          text -> text.isBlank() ? Optional.empty() : Optional.of(Path.of(text)));
  static final Kind<Boolean> SWITCH = new Kind<>("true or false", Kinds::trueOrFalse);
  static final Kind<List<Cidr>> CIDRS =
      new Kind<>(
          "a list of CIDRs with commas between them, such as 127.0.0.0/8,fd00::/8", Kinds::cidrs);
  static final Kind<Storage> STORAGE =
      new Kind<>(
          "sqlite: and the path of a file, or postgresql://USER:PASSWORD@HOST:PORT/DATABASE",
          Kinds::storage,
          Kinds::withoutPassword);

  static final Kind<Optional<MasterKeys>> MASTER_KEYS =
      new Kind<>(
          "32 bytes in base64, or VERSION:BASE64 with commas between them; or nothing",
          text ->
              text.isBlank()
                  ? Optional.empty()
                  : Optional.of(MasterKeys.parse(text.replace(',', '\n'))));

  static final Kind<List<String>> NAMES =
      new Kind<>("a list of names with commas between them", Kinds::names);
  static final Kind<Map<String, Map<String, String>>> SINK_OPTIONS =
      new Kind<>(
          "a list of SINK.OPTION=VALUE with commas between them, none given twice",
          Kinds::sinkOptions);

  private Kinds() {}

  /** A whole number between two bounds, both included. */
  static Kind<Integer> number(int least, int most) {
    var expects = String.format(Locale.ROOT, "a whole number from %,d to %,d", least, most);
    return new Kind<>(expects, text -> (int) within(Long.parseLong(text), least, most));
  }

  /** The same, or the word {@code off} for none. */
  static Kind<Optional<Integer>> numberOrOff(int least, int most) {
    var number = number(least, most);
    return new Kind<>(
        number.expects() + ", or the word off",
        text -> text.equals("off") ? Optional.empty() : Optional.of(number.read().apply(text)));
  }

  /** A number of bytes between two bounds, both included. */
  static Kind<Long> size(long least, long most) {
    var expects =
        String.format(
            Locale.ROOT, "a size such as 5MiB or 5242880, from %,d to %,d bytes", least, most);
    return new Kind<>(expects, text -> within(bytes(text), least, most));
  }

  /**
   * A duration from the least to ten years, or a word: this one.
   *
   * @param otherwise what the word stands for
   */
  static Kind<Kept> kept(Duration least, Kept otherwise) {
    var from = least.toDays() > 0 ? "P" + least.toDays() + "D" : least.toString();
    var expects =
        "an ISO 8601 duration from " + from + " to P3650D, or the word " + otherwise.word();
    return new Kind<>(
        expects, text -> text.equals(otherwise.word()) ? otherwise : Kept.of(kept(text, least)));
  }

  private static Duration kept(String text, Duration least) {
    try {
      var duration = Duration.parse(text);
      within(duration.toSeconds(), least.toSeconds(), LONGEST_KEPT.toSeconds());
      return duration;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration", e);
    }
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
      return parts(text).stream().map(Cidr::of).toList();
    } catch (InvalidInput e) {
      // Of several, so it is said what the list has to be.
      throw new IllegalArgumentException("not a list of CIDRs", e);
    }
  }

  private static List<String> names(String text) {
    var names = parts(text).stream().distinct().toList();
    if (names.isEmpty() || !names.stream().allMatch(name -> NAME.matcher(name).matches())) {
      throw new IllegalArgumentException("not a list of names");
    }
    return names;
  }

  private static Map<String, Map<String, String>> sinkOptions(String text) {
    var bySink = new LinkedHashMap<String, Map<String, String>>();
    for (var part : parts(text)) {
      var option = SINK_OPTION.matcher(part);
      if (!option.matches()
          || bySink
                  .computeIfAbsent(option.group(1), sink -> new LinkedHashMap<>())
                  .put(option.group(2), option.group(3))
              != null) {
        throw new IllegalArgumentException("not a list of options");
      }
    }
    return bySink;
  }

  private static List<String> parts(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static Storage storage(String text) {
    if (POSTGRES.matcher(text).lookingAt()) {
      return new Storage.Postgresql(postgres(text));
    }
    if (!text.startsWith(SQLITE)) {
      throw new IllegalArgumentException("neither sqlite nor postgresql");
    }
    return new Storage.Sqlite(Path.of(notBlank(text.substring(SQLITE.length()))));
  }

  private static Postgres postgres(String text) {
    try {
      return Postgres.at(text);
    } catch (IllegalArgumentException e) {
      throw InvalidInput.of("", "config_invalid", String.valueOf(e.getMessage()));
    }
  }

  /** Stars in the place of all that may belong to a password, however wrong the text is. */
  private static String withoutPassword(String text) {
    return PASSWORD.matcher(text).replaceFirst("$1:" + Secret.MASK + "$2");
  }
}
