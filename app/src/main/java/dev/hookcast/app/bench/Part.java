package dev.hookcast.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be chosen to be measured. */
public enum Part {
  RATIO,
  LATENCY,
  FANOUT,
  ENDPOINTS,
  HANGING;

  /** The part that is called so on the command line. */
  public static Optional<Part> named(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** What all of them are called. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Part::word).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
