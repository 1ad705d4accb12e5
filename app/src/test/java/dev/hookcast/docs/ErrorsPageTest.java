package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.http.server.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
  private static final Path PAGE = Pages.DOCS.resolve("errors.md");

  /**
   * Calls, not declarations, that take a code; the code is the first of their arguments that looks
   * like one.
   */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:InvalidInput\\.of|new Problem|[rR]eject|require|problem|new Failure|broken"
              + "|Resent\\.Refused|Rotated\\.Refused|again)\\((?![\\w<>]+ \\w+[,)])([^;]*);");

  /** What follows a code is a sentence, or makes one. */
  private static final Pattern CODE =
      Pattern.compile(
          "\"((?:[a-z0-9]+_)+[a-z0-9]+|required|conflict|timeout)\"\\s*,\\s*(?:\"[^\"]*"
              + " |[a-zA-Z])");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (?:\\d{3} )?`([a-z0-9_]+)`");

  @Test
  void everyKindOfProblemHasARowWithItsStatus() {
    var lines = Pages.text(PAGE).lines().toList();

    assertThat(ProblemType.values())
        .allMatch(type -> lines.stream().anyMatch(line -> startsRow(line, type)));
  }

  @Test
  void everyCodeInTheSourcesHasARow() throws IOException {
    assertThat(rows()).containsAll(codes());
  }

  @Test
  void theSourcesAreReallySearched() throws IOException {
    assertThat(codes())
        .contains("event_type_invalid", "url_target_forbidden", "connect_refused", "sink_missing")
        .hasSizeGreaterThan(50);
  }

  private static boolean startsRow(String line, ProblemType type) {
    return line.startsWith("| " + type.status() + " `" + type.code() + "` |");
  }

  private static Set<String> rows() {
    return ROW.matcher(Pages.text(PAGE))
        .results()
        .map(row -> row.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> codes() throws IOException {
    var codes = new TreeSet<String>();
    for (var module : List.of("core", "adapters-http", "adapters-slack")) {
      var sources = Pages.ROOT.resolve(module).resolve("src/main/java");
      if (Files.exists(sources)) {
        try (var files = Files.walk(sources)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(f -> collect(f, codes));
        }
      }
    }
    return codes;
  }

  private static void collect(Path file, Set<String> codes) {
    CALL.matcher(Pages.text(file))
        .results()
        .map(call -> CODE.matcher(call.group(1)).results().map(ErrorsPageTest::code).findFirst())
        .flatMap(found -> found.stream())
        .forEach(codes::add);
  }

  private static String code(MatchResult found) {
    return found.group(1);
  }
}
