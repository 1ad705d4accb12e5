package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TestingPageTest {
  private static final Path PAGE = Pages.DOCS.resolve("testing.md");
  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)\\.([a-z][A-Za-z0-9]+)`");

  @Test
  void everyTestThatThePageNamesIsThere() throws IOException {
    var named = NAMED.matcher(Pages.text(PAGE)).results().toList();
    var sources = sources();

    assertThat(named).hasSizeGreaterThan(30);
    assertThat(named.stream().filter(test -> !isIn(sources, test)).map(MatchResult::group))
        .isEmpty();
  }

  private static boolean isIn(Map<String, List<Path>> sources, MatchResult test) {
    return sources.getOrDefault(test.group(1), List.of()).stream()
        .anyMatch(source -> Pages.text(source).contains("void " + test.group(2) + "("));
  }

  private static Map<String, List<Path>> sources() throws IOException {
    try (var files = Files.walk(Pages.ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && file.toString().contains("src"))
          .collect(
              Collectors.groupingBy(
                  file -> file.getFileName().toString().replaceFirst("\\.java$", "")));
    }
  }
}
