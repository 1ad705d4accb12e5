package dev.hookcast.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for every page of the console, whichever there are. */
@Tag("browser")
class EveryPageTest {
  @RegisterExtension static final RunningConsole CONSOLE = new RunningConsole();

  private static final int FEWEST = 20;

  // Levels A and AA of WCAG 2.0 to 2.2.
  private static final String FINDINGS =
      """
      async (only) => (await axe.run(document, only)).violations.flatMap(v => v.nodes.map(n =>
        v.id + ': ' + n.html.slice(0, 200) + ' ' + (n.any[0]?.message ?? '')))\
      """;
  private static final String ALL =
      "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}";
  private static final String CONTRAST = "{runOnly: ['color-contrast']}";

  @BeforeAll
  static void somethingIsThereToSee() {
    Furniture.fill(CONSOLE.stage());
  }

  @Test
  void everyPageHasThePolicyATitleAndOneHeadline() {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    int pages =
        new Crawl(visit, 1)
            .each(
                answer -> {
                  guarded(answer);
                  assertThat(visit.page().title()).as(answer.url()).endsWith("· Hookcast");
                  assertThat(visit.headline().count()).as(answer.url()).isOne();
                });
    assertThat(pages).isGreaterThanOrEqualTo(FEWEST);
  }

  @Test
  void everyPageCanBeReadAndUsedByEverybody() throws IOException {
    var axe = Files.readString(Path.of(System.getProperty("playwright.cli.dir"), "axe/axe.min.js"));
    // The policy that keeps strange scripts away would keep axe away, too.
    // And a colour on its way to another one has no contrast of its own.
    var visit =
        CONSOLE.visit(
            new NewContextOptions().setBypassCSP(true).setReducedMotion(ReducedMotion.REDUCE));
    visit.signIn(CONSOLE.stage().adminToken());
    var page = visit.page();
    new Crawl(visit, 1)
        .each(
            answer -> {
              page.evaluate(axe);
              theme(visit, ColorScheme.LIGHT);
              assertThat(findings(visit, ALL)).as(answer.url()).isEmpty();
              theme(visit, ColorScheme.DARK);
              assertThat(findings(visit, CONTRAST)).as(answer.url() + ", dark").isEmpty();
            });
  }

  @Test
  void noPageIsWiderThanATelephone() {
    var visit = CONSOLE.visit(new NewContextOptions().setViewportSize(390, 844));
    visit.signIn(CONSOLE.stage().adminToken());
    new Crawl(visit, 1)
        .each(
            answer ->
                assertThat(visit.page().evaluate("document.documentElement.scrollWidth"))
                    .as(answer.url())
                    .isEqualTo(390));
  }

  private static void guarded(Response answer) {
    var headers = answer.headers();
    assertThat(headers.get("content-security-policy"))
        .as(answer.url())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers).containsEntry("x-content-type-options", "nosniff");
    assertThat(headers.get("cache-control")).as(answer.url()).contains("no-store");
  }

  private static void theme(Visit visit, ColorScheme scheme) {
    visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  @SuppressWarnings("unchecked")
  private static List<String> findings(Visit visit, String only) {
    return (List<String>) visit.page().evaluate("() => (" + FINDINGS + ")(" + only + ")");
  }
}
