package dev.hookcast.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.app.bench.Figure;
import dev.hookcast.app.bench.Part;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerformancePageTest {
  @Test
  void thePageNamesEveryFigureAndEveryPart() {
    var page = Pages.text(Pages.DOCS.resolve("performance.md"));
    assertThat(Arrays.stream(Figure.values()).map(Figure::json).map(PerformancePageTest::shown))
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(Part.words()).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
  }

  /** The page names the second member of an object by its end alone where both share a row. */
  private static String shown(String name) {
    boolean first = name.endsWith(".p50") || name.endsWith(".rate_ratio");
    return first
            || !name.contains(".")
            || name.startsWith("backlog")
            || name.startsWith("hanging_30")
        ? name
        : name.substring(name.indexOf('.'));
  }
}
