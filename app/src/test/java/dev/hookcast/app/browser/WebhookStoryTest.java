package dev.hookcast.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do with a webhook, from its making on, with tokens of each role. */
@Tag("browser")
class WebhookStoryTest {
  @RegisterExtension static final RunningConsole CONSOLE = new RunningConsole();

  private static final WireMockServer RECEIVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
  private static final String DEPLOY =
      "{\"type\":\"environment.deploy\",\"status\":\"%s\",\"scope\":{\"project\":{\"name\":\"shop\"}}}";

  @BeforeAll
  static void start() {
    RECEIVER.start();
  }

  @BeforeEach
  void well() {
    RECEIVER.resetAll();
    answering(200, "thanks");
  }

  @AfterAll
  static void stop() {
    RECEIVER.stop();
  }

  @Test
  void anEditorMakesAWebhookSeesWhatItWillGetAndTriesItOut() {
    var visit = CONSOLE.signedIn(CONSOLE.stage().token("editor", "editor"));
    var page = visit.page();
    var preview = page.getByLabel("Preview");
    visit.link("Subscriptions").first().click();
    visit.link("New subscription").or(visit.link("Create the first one")).first().click();

    field(page, "Name").fill("the board");
    page.getByLabel("Dialect").selectOption("convox");
    assertThat(preview).containsText("\"action\"");
    page.getByLabel("Dialect").selectOption("cloudevents");
    assertThat(preview).containsText("\"specversion\": \"1.0\"");
    assertThat(field(page, "Name")).hasValue("the board");
    page.getByLabel("Only what I choose").check();
    field(page, "Others").fill("environment.deploy");
    page.getByLabel("failed", new Page.GetByLabelOptions().setExact(true)).check();
    assertThat(preview).containsText("Deployments that failed");

    visit.button("Create the subscription").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was saved.");
    field(page, "URL").fill(RECEIVER.url("/board"));
    visit.button("Create the subscription").click();
    assertThat(visit.headline()).hasText("the board");
    assertThat(page.locator("#fresh-secret")).containsText("whsec_");

    visit.button("Send a test").click();
    assertThat(page.getByLabel("Test", new Page.GetByLabelOptions().setExact(true)))
        .containsText("arrived");
    RECEIVER.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/board")));
    assertThat(page.locator("body")).not().containsText("whsec_");
    visit.button("Look it through").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Nothing stands in its way.");
  }

  @Test
  void anOwnerWatchesEventsArriveSeesRetriesAndSendsAgain() {
    subscribe("the pager", "/pager", "[\"PT1S\",\"PT1H\"]");
    var visit = CONSOLE.signedIn(CONSOLE.stage().token("owner", "owner"));
    var page = visit.page();
    visit.link("Deliveries").first().click();
    publish("succeeded");
    var arrived = row(page, "the pager").filter(text("Delivered"));
    assertThat(arrived).hasCount(1);

    answering(503, "down for a while");
    publish("failed");
    var waiting = row(page, "the pager").filter(text("Waiting"));
    assertThat(waiting).hasCount(1);
    waiting.getByRole(AriaRole.LINK).first().click();
    assertThat(page.getByLabel("Attempt 1")).containsText("down for a while");
    assertThat(page.getByLabel("Attempt 2")).containsText("503");
    assertThat(page.getByLabel("How it stands")).containsText("The next attempt is due");
    assertThat(visit.button("Copy as curl").first()).isVisible();

    answering(200, "up again");
    visit.button("Send again").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Sent again");
    assertThat(page.getByLabel("How it stands")).containsText("Delivered");
    assertThat(page.getByLabel("Attempt 3")).containsText("up again");
    assertThat(page.getByLabel("Attempt 3")).containsText("sent again by hand");

    page.getByLabel("How it stands").getByRole(AriaRole.LINK).first().click();
    assertThat(page.locator("main")).containsText("the pager");
    visit.link("Overview").click();
    assertThat(page.locator("main")).containsText("Attempts that arrived");
  }

  @Test
  void anOwnerPausesResumesAndGivesAnotherSecret() {
    subscribe("the archive", "/archive", "[]");
    var visit = CONSOLE.signedIn(CONSOLE.stage().token("owner", "owner"));
    var page = visit.page();
    visit.link("Subscriptions").first().click();
    visit.link("the archive").click();
    visit.button("Pause the archive").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Paused.");
    publish("succeeded");
    visit.button("Resume the archive").click();
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Resumed.");
    RECEIVER.verify(0, WireMock.postRequestedFor(WireMock.urlEqualTo("/archive")));
    publish("succeeded");
    await().untilAsserted(() -> received(1, "/archive"));

    page.locator("summary", new Page.LocatorOptions().setHasText("Rotate the secret")).click();
    visit.button("Rotate the secret").click();
    var fresh = page.locator("#fresh-secret");
    assertThat(fresh).containsText("whsec_");
    visit.link("Subscriptions").first().click();
    visit.link("the archive").click();
    assertThat(page.locator("body")).not().containsText("whsec_");
    assertThat(page.locator("main")).containsText("The former one signs beside it");
    publish("succeeded");
    await().untilAsserted(() -> received(2, "/archive"));
    var signatures =
        RECEIVER.getAllServeEvents().stream()
            .filter(served -> served.getRequest().getUrl().equals("/archive"))
            .findFirst()
            .orElseThrow()
            .getRequest()
            .getHeader("webhook-signature");
    assertThat(signatures.split(" ", -1)).as(signatures).hasSize(2);
  }

  @Test
  void aViewerSeesAllOfItAndIsOfferedNothing() {
    subscribe("the window", "/window", "[]");
    publish("succeeded");
    await().untilAsserted(() -> received(1, "/window"));
    var visit = CONSOLE.signedIn(CONSOLE.stage().token("viewer", "viewer"));
    var page = visit.page();
    visit.link("Subscriptions").first().click();
    assertThat(visit.link("New subscription")).hasCount(0);
    assertThat(visit.button("Pause the window")).hasCount(0);
    visit.link("the window").click();
    assertThat(visit.headline()).hasText("the window");
    assertThat(visit.link("Edit")).hasCount(0);
    assertThat(visit.button("Send a test")).hasCount(0);
    var there = page.url();

    visit.link("Deliveries").first().click();
    row(page, "the window").getByRole(AriaRole.LINK).first().click();
    assertThat(page.getByLabel("Attempt 1")).containsText("200");
    assertThat(visit.button("Send again")).hasCount(0);
    assertThat(visit.to(there + "/edit").status()).isEqualTo(403);
    assertThat(visit.link("Tokens")).hasCount(0);
  }

  private static Locator field(Page page, String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static Locator row(Page page, String subscription) {
    return page.locator("tbody tr").filter(text(subscription));
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static void received(int times, String path) {
    RECEIVER.verify(times, WireMock.postRequestedFor(WireMock.urlEqualTo(path)));
  }

  private static void answering(int status, String body) {
    RECEIVER.stubFor(
        WireMock.post(WireMock.anyUrl())
            .willReturn(WireMock.aResponse().withStatus(status).withBody(body)));
  }

  private static void subscribe(String name, String path, String schedule) {
    CONSOLE
        .stage()
        .post(
            "/subscriptions",
            """
            {"name":"%s","options":{"url":"%s"},"filter":{"events":["environment.deploy"]},
             "retry":{"schedule":%s,"jitter":0}}\
            """
                .formatted(name, RECEIVER.url(path), schedule));
  }

  private static void publish(String status) {
    CONSOLE.stage().post("/events", DEPLOY.formatted(status));
  }
}
