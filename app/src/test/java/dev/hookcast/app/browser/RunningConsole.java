package dev.hookcast.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import dev.hookcast.app.wiring.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The whole service for the tests of one class, and browsers that look at it. What a browser
 * complains of fails the test in which it did.
 */
final class RunningConsole implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final List<Visit> visits = new ArrayList<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Browser browser;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var data = Files.createTempDirectory("console");
    open.add(() -> delete(data));
    open.add(new Stage(data));
    browser = Chromium.of(context);
  }

  Stage stage() {
    return (Stage) open.getLast();
  }

  /** A browser that nobody has signed in with yet. */
  Visit visit() {
    return visit(new Browser.NewContextOptions());
  }

  /** The same with these peculiarities. */
  Visit visit(Browser.NewContextOptions options) {
    var visit = new Visit(browser.newContext(options.setBaseURL(stage().address())));
    visits.add(visit);
    return visit;
  }

  /** A browser whose user has signed in with this token. */
  Visit signedIn(String token) {
    return visit().signIn(token);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    visits.forEach(Visit::close);
    var complaints = visits.stream().flatMap(visit -> visit.complaints().stream()).toList();
    visits.clear();
    assertThat(complaints).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
