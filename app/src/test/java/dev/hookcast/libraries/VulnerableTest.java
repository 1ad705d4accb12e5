package dev.hookcast.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares what the build resolved with a list that is kept by hand. */
class VulnerableTest {
  private static final Pattern LINE =
      Pattern.compile(
          "(\\S+:\\S+)\\s+([0-9][0-9.]*)\\s+((?:CVE-\\d{4}-\\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\\s.*\\S)");
  // As a repository of Maven's has it, wherever that is: …/org/yaml/snakeyaml/2.6/snakeyaml-2.6.jar
  private static final Pattern JAR = Pattern.compile("(.*)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** A library, its first version that isn't vulnerable any more, and to what: ids first. */
  private record Known(String library, String safe, String what) {}

  @Test
  void noLibraryIsOfAVersionThatIsKnownToBeVulnerable() {
    assertThat(vulnerable(resolved())).isEmpty();
  }

  @Test
  void anOlderVersionWouldBeFound() {
    for (var known : known()) {
      var older = new TreeMap<>(resolved());
      older.put(known.library(), "0.9.9");
      assertThat(vulnerable(older)).contains(known.library() + " 0.9.9: " + known.what());
    }
  }

  @Test
  void everyLibraryOfTheListIsReallyUsed() {
    assertThat(resolved().keySet()).containsAll(known().stream().map(Known::library).toList());
  }

  @Test
  void versionsAreComparedByTheirNumbers() {
    assertThat(before("2.9.10", "2.15.0")).isTrue();
    assertThat(before("2.13.4", "2.13.4.2")).isTrue();
    assertThat(before("33.6.0-jre", "32.0.0")).isFalse();
    assertThat(before("5.5.1", "5.5.1")).isFalse();
    assertThat(before("12.0.9", "12.0.12")).isTrue();
  }

  private static List<String> vulnerable(Map<String, String> resolved) {
    return known().stream()
        .filter(known -> resolved.containsKey(known.library()))
        .filter(known -> before(resolved.get(known.library()), known.safe()))
        .map(k -> k.library() + " " + resolved.get(k.library()) + ": " + k.what())
        .toList();
  }

  private static boolean before(String version, String other) {
    var mine = numbers(version);
    var theirs = numbers(other);
    int first = Arrays.mismatch(mine, theirs);
    return first >= 0
        && (first == mine.length || first < theirs.length && mine[first] < theirs[first]);
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+", -1))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private static List<Known> known() {
    try (var in = VulnerableTest.class.getResourceAsStream("vulnerable.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(LINE::matcher)
          .peek(line -> assertThat(line.matches()).as(line.toString()).isTrue())
          .map(line -> new Known(line.group(1), line.group(2), line.group(3)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The libraries of the list that are in this very run, and their versions. */
  private static Map<String, String> resolved() {
    var resolved = new TreeMap<String, String>();
    var listed = known().stream().map(Known::library).collect(Collectors.toSet());
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (var entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
      var jar = JAR.matcher(entry.replace(File.separatorChar, '/'));
      if (jar.matches()) {
        var folder = jar.group(1).replace('/', '.');
        listed.stream()
            .filter(library -> ("." + folder + ":" + jar.group(2)).endsWith("." + library))
            .forEach(library -> resolved.put(library, jar.group(3)));
      }
    }
    return resolved;
  }
}
