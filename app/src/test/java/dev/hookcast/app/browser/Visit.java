package dev.hookcast.app.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One person's browser at the console. Notes whatever a page does that none may do. */
final class Visit implements AutoCloseable {
  // A page that is refused says so by its status, and the browser notes that as an error.
  private static final String STATUS = "Failed to load resource: the server responded with";
  private static final String TELL_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation', e => console.error("
          + "'policy violated: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample))";

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visit(BrowserContext context) {
    this.context = context;
    context.addInitScript(TELL_VIOLATIONS);
    page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.onPageError(error -> complain("script error: " + error));
    page.onDialog(
        dialog -> {
          complain("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith(STATUS)) {
            complain(message.text());
          }
        });
  }

  private void complain(String what) {
    complaints.add(page.url() + ": " + what);
  }

  /** What pages did that none may do. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Page page() {
    return page;
  }

  /** Goes to an address of the console. */
  Response to(String path) {
    return Optional.ofNullable(page.navigate(path)).orElseThrow();
  }

  Visit signIn(String token) {
    to("/console");
    page.getByLabel("Token").fill(token);
    button("Sign in").click();
    return this;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The page's headline. */
  Locator headline() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  /** What somebody took out of this browser, to come back with. */
  String cookies() {
    return context.cookies().stream()
        .map(cookie -> cookie.name + "=" + cookie.value)
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }

  @Override
  public void close() {
    context.close();
  }
}
