package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() {
    return Pages.all().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    Pages.ROOT.relativize(page).toString(),
                    () -> assertThat(broken(page)).isEmpty()));
  }

  @Test
  void aLinkThatLeadsNowhereIsFound() {
    assertThat(leads(Pages.ROOT.resolve("README.md"), "docs/no-such-page.md")).isFalse();
    assertThat(leads(Pages.ROOT.resolve("README.md"), "docs/errors.md#no-such-heading")).isFalse();
  }

  private static Set<String> broken(Path page) {
    return LINK.matcher(CODE.matcher(Pages.text(page)).replaceAll(""))
        .results()
        .map(link -> link.group(1))
        .filter(target -> !leads(page, target))
        .collect(Collectors.toSet());
  }

  private static boolean leads(Path page, String target) {
    if (target.startsWith("https://") || target.startsWith("http://")) {
      return true;
    }
    int hash = target.indexOf('#');
    var path = hash < 0 ? target : target.substring(0, hash);
    var file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
    return Files.exists(file) && (hash < 0 || anchors(file).contains(target.substring(hash + 1)));
  }

  private static Set<String> anchors(Path page) {
    return HEADING
        .matcher(CODE.matcher(Pages.text(page)).replaceAll(""))
        .results()
        .map(LinksTest::anchor)
        .collect(Collectors.toSet());
  }

  /** As the usual viewers make it: lower case, blanks as hyphens, other signs left out. */
  private static String anchor(MatchResult heading) {
    return heading
        .group(1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }
}
