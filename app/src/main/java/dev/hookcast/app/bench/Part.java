package dev.hookcast.app.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be chosen to be measured. */
public enum Part {
  RATIO("Throughput", true),
  LATENCY("Latency", true),
  FANOUT("Fan-out", true),
  ENDPOINTS("1,000 endpoints", true),
  HANGING("Receivers that hang", true),
  MEMORY("What durability costs", false),
  STORE("What PostgreSQL and nodes cost", false),
  SUBSCRIPTIONS("10,000 subscriptions", false),
  BACKLOG("A backlog", false);

  private final String title;
  private final boolean usual;

  Part(String title, boolean usual) {
    this.title = title;
    this.usual = usual;
  }

  /** The part that is called so on the command line. */
  public static Optional<Part> named(String word) {
    return Arrays.stream(values()).filter(part -> part.word().equals(word)).findFirst();
  }

  /** What all of them are called. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Part::word).toList();
  }

  /** Those that fit into three minutes. */
  public static Set<Part> usual() {
    return Arrays.stream(values())
        .filter(part -> part.usual)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
  }

  /** What it is called on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it is called above its figures. */
  String title() {
    return title;
  }
}
