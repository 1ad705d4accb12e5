package dev.hookcast.architecture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Classes that somebody might add one day, written for one rule to look at. The word {@code
 * Planted} in a name gets a number, so that all of them can stand side by side in the real
 * packages.
 *
 * @param rule the name of the rule
 * @param culprit what a failing rule has to name
 */
record Planted(String rule, String culprit, List<String> sources) {
  private static final String WORD = "Planted";
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|interface|enum) (\\w+)");

  /** A final class with these members, in this package below the root. */
  static Planted members(String rule, String in, String members) {
    return types(
        rule, "package %s.%s; final class %s { %s }".formatted(Place.ROOT, in, WORD, members));
  }

  /** Whole source files, of which the first holds the culprit. */
  static Planted types(String rule, String... sources) {
    return new Planted(rule, typeName(sources[0]), List.of(sources));
  }

  /** Gives each its own names. */
  static Stream<Planted> numbered(String letter, List<Planted> all) {
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).renamed(WORD + letter + i));
  }

  /** The name of the first type in a source, or of the package-info that it is. */
  static String typeName(String source) {
    var home = PACKAGE.matcher(source);
    if (!home.find()) {
      throw new IllegalStateException("no package in: " + source);
    }
    var type = TYPE.matcher(source);
    return home.group(1) + "." + (type.find() ? type.group(1) : "package-info");
  }

  Planted blaming(String other) {
    return new Planted(rule, other, sources);
  }

  /** Whether a class of this name was written here. */
  boolean holds(String className) {
    return sources.stream()
        .map(Planted::typeName)
        .anyMatch(name -> className.equals(name) || className.startsWith(name + "$"));
  }

  private Planted renamed(String word) {
    return new Planted(
        rule,
        culprit.replace(WORD, word),
        sources.stream().map(source -> source.replace(WORD, word)).toList());
  }

  @Override
  public String toString() {
    return rule + ": " + String.join(" ", sources);
  }
}
