package dev.hookcast.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.hookcast.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in and out again, as a browser does it. */
@Tag("browser")
class SigningInTest {
  @RegisterExtension static final RunningConsole CONSOLE = new RunningConsole();

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void whoeverHasATokenSeesTheOverview() {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    assertThat(visit.headline()).hasText("Overview");
    assertThat(visit.link("Dialects")).isVisible();
  }

  @Test
  void aWrongTokenIsRefusedWithAReason() {
    var visit = CONSOLE.signedIn("hct_wrong");
    assertThat(visit.headline()).hasText("Sign in");
    assertThat(visit.page().getByRole(AriaRole.ALERT))
        .containsText("isn't a token that is valid now");
  }

  @Test
  void aRevokedTokenEndsItsSession() {
    var token = CONSOLE.stage().token("to be revoked", "viewer");
    var visit = CONSOLE.signedIn(token);
    assertThat(visit.headline()).hasText("Overview");
    var made = CONSOLE.stage().get("/tokens").array("items").items().getFirst();
    CONSOLE.stage().delete("/tokens/" + ((JsonObject) made).text("id").orElseThrow());
    visit.page().reload();
    assertThat(visit.headline()).hasText("Sign in");
  }

  @Test
  void whatABrowserHadOpensNothingAfterSigningOut() throws Exception {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    assertThat(visit.headline()).hasText("Overview");
    var cookies = visit.cookies();
    var home = URI.create(visit.page().url());
    assertThat(get(home, cookies).statusCode()).isEqualTo(200);
    visit.button("Sign out").click();
    assertThat(visit.headline()).hasText("Sign in");
    assertThat(get(home, cookies).statusCode()).isEqualTo(303);
    visit.page().goBack();
    visit.page().reload();
    assertThat(visit.headline()).hasText("Sign in");
  }

  @Test
  void anotherSiteCannotHaveABrowserChangeSomething() throws Exception {
    var visit = CONSOLE.signedIn(CONSOLE.stage().adminToken());
    assertThat(visit.headline()).hasText("Overview");
    var logout =
        HttpRequest.newBuilder(URI.create(CONSOLE.stage().address() + "/console/logout"))
            .header("Cookie", visit.cookies())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "cross-site")
            .POST(BodyPublishers.ofString(""))
            .build();
    assertThat(client.send(logout, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    // A form of another origin, posted by the browser itself: the cookie stays at home.
    visit
        .page()
        .route(
            "http://elsewhere.test/**",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody(
                            "<form method=post action='%s/console/logout'><button>Go</button></form>"
                                .formatted(CONSOLE.stage().address()))));
    visit.page().navigate("http://elsewhere.test/");
    visit.button("Go").click();
    assertThat(visit.headline()).isVisible();
    visit.to("/console");
    assertThat(visit.headline()).hasText("Overview");
  }

  private HttpResponse<String> get(URI page, String cookies)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page).header("Cookie", cookies).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
