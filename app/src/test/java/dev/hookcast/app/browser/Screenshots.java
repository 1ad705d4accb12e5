package dev.hookcast.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pictures of every page, for people: .ci/screenshots runs it, and no build does. */
@Tag("browser")
class Screenshots {
  @RegisterExtension static final RunningConsole CONSOLE = new RunningConsole();

  private static final List<Integer> WIDTHS = List.of(390, 900, 1400);

  @Test
  void everyPageInBothThemesAndThreeWidths() {
    Furniture.fill(CONSOLE.stage());
    var folder = Path.of(System.getProperty("screenshots"));
    for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : WIDTHS) {
        var options = new NewContextOptions().setColorScheme(theme).setViewportSize(width, 900);
        var visit = CONSOLE.visit(options).signIn(CONSOLE.stage().adminToken());
        int pages =
            new Crawl(visit, 1)
                .each(
                    answer -> {
                      var file = name(visit.page().url()) + "-" + width + "-" + theme + ".png";
                      visit
                          .page()
                          .screenshot(
                              new ScreenshotOptions()
                                  .setPath(folder.resolve(file.toLowerCase(java.util.Locale.ROOT)))
                                  .setFullPage(true));
                    });
        assertThat(pages).isPositive();
      }
    }
  }

  private static String name(String url) {
    return URI.create(url).getPath().substring(1).replaceAll("[^a-zA-Z0-9]+", "_");
  }
}
