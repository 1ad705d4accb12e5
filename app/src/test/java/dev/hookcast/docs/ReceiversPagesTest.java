package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dialects' pages show of receivers are excerpts of receivers that run. */
class ReceiversPagesTest {
  private static final Pattern SHOWN =
      Pattern.compile("(?s)<!-- excerpt: (\\S+) (\\S+) -->\\n```\\w+\\n(.*?)```");

  static List<String> dialects() {
    return Dialects.all().list().stream().map(Dialect::name).toList();
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void aPageShowsHowToVerifyInThreeLanguagesByCodeThatRuns(String dialect) {
    var page = Pages.text(Pages.DOCS.resolve("dialects").resolve(dialect + ".md"));
    var shown = SHOWN.matcher(page).results().toList();

    assertThat(shown)
        .extracting(block -> block.group(1))
        .extracting(ReceiversPagesTest::language)
        .contains("py", "mjs", "java");
    assertThat(shown).allSatisfy(ReceiversPagesTest::isAsInItsFile);
    // No code of these languages without a file that it stands in.
    assertThat(page.lines().filter(line -> line.matches("```(python|js|java|c)")).count())
        .isEqualTo(shown.size());
  }

  private static String language(String file) {
    return file.substring(file.lastIndexOf('.') + 1);
  }

  private static void isAsInItsFile(MatchResult block) {
    var file = Pages.text(Pages.ROOT.resolve(block.group(1)));
    assertThat(block.group(3)).isEqualTo(excerpt(file, block.group(2)));
  }

  /** The lines between those that say where an excerpt begins and ends, moved to the margin. */
  private static String excerpt(String file, String name) {
    var lines =
        file.lines()
            .dropWhile(line -> !line.strip().matches("(#|//|/\\*) excerpt: " + name + "( \\*/)?"))
            .skip(1)
            .takeWhile(line -> !line.strip().matches("(#|//|/\\*) end( \\*/)?"))
            .toList();
    return String.join("\n", lines).stripTrailing().stripIndent() + "\n";
  }
}
