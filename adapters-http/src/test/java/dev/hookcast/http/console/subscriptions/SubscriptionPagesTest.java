package dev.hookcast.http.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.http.console.subscriptions.FormServer.Got;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionPagesTest {
  private static final String LIST = "/subscriptions";
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final FormServer console = new FormServer();

  @AfterEach
  void close() {
    console.close();
  }

  @Test
  void anEmptyListSaysHowToFillIt() {
    var page = console.as(FormServer.ADMIN).get(LIST);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.plain()).contains("Nobody is subscribed yet", "hookcast sub create");
    assertThat(page.text()).contains(FormServer.HOME + LIST + "/new");
  }

  @Test
  void theListSaysWhoGetsWhatAndHowTheyDo() {
    console.subscribe(
        """
        {"name":"Board <b>","options":{"url":"https://board.test/hooks?key=1"},"enabled":false,
         "filter":{"events":["environment.deploy"],"statuses":["failed"]}}\
        """);
    var page = console.as(FormServer.VIEWER).get(LIST);

    assertThat(page.text()).contains("Board &lt;b&gt;").doesNotContain("Board <b>");
    assertThat(page.plain()).contains("Deployments that failed", "paused", "board.test/hooks?…");
  }

  @Test
  void whoMayOnlyLookIsOfferedNoChangeAndCanMakeNone() {
    var id = console.subscribe("{\"options\":{\"url\":\"https://r.test/a\"}}");
    console.as(FormServer.VIEWER);

    assertThat(console.get(LIST).text()).doesNotContain("/pause", "/new");
    assertThat(console.get(LIST + "/" + id).text())
        .doesNotContain("/edit", "/delete", "/test", "/rotate", "/pause");
    assertThat(console.get(LIST + "/new").status()).isEqualTo(403);
    for (var action : List.of("edit", "pause", "resume", "delete", "test", "validate", "rotate")) {
      assertThat(console.post(LIST + "/" + id + "/" + action, Map.of("name", "x")).status())
          .as(action)
          .isEqualTo(403);
    }
    assertThat(console.subscriptions()).hasSize(1);
  }

  @Test
  void theListIsSearchedByNameTargetAndDialect() {
    console.subscribe("{\"name\":\"One\",\"options\":{\"url\":\"https://first.test/a\"}}");
    console.subscribe(
        "{\"name\":\"Two\",\"dialect\":\"convox\",\"options\":{\"url\":\"https://other.test/a\"}}");
    console.as(FormServer.VIEWER);

    assertThat(console.get(LIST + "?q=FIRST").text()).contains(">One<").doesNotContain(">Two<");
    assertThat(console.get(LIST + "?q=convox").text()).contains(">Two<").doesNotContain(">One<");
    assertThat(console.get(LIST + "?q=none").plain()).contains("None of the 2 has “none”");
  }

  @Test
  void moreThanAPageOfThemGoesOnFromThere() {
    for (int i = 0; i < 21; i++) {
      console.subscribe(
          "{\"name\":\"n-%d.\",\"options\":{\"url\":\"https://r.test\"}}".formatted(i));
    }
    var first = console.as(FormServer.VIEWER).get(LIST).text();

    assertThat(first).contains("n-20.").doesNotContain("n-0.");
    var cursor = first.replaceAll("(?s).*cursor=([\\w=-]+).*", "$1");
    assertThat(console.get(LIST + "?q=&cursor=" + cursor).text())
        .contains("n-0.")
        .doesNotContain("n-20.", "cursor=");
  }

  @Test
  void whatIsCreatedIsAsTheFormSaid() {
    var got =
        create(
            Map.of(
                "name", "Board",
                "events", "chosen",
                "event:environment.deploy", "on",
                "status:failed", "on",
                "filter.projects", "shop-*\r\n\r\n other ",
                "options.timeout", "5s",
                "retry.mode", "own",
                "retry.schedule", "30s\n2h",
                "limits.per_second", "0.5"));
    var settings = console.subscriptions().getFirst().settings();

    assertThat(got.status()).as(got.plain()).isEqualTo(200);
    assertThat(settings.filter().places().projects()).containsExactly("shop-*", "other");
    assertThat(settings.sink().options().text("timeout")).contains("PT5S");
    assertThat(settings.retry().schedule().toString()).isEqualTo("[PT30S, PT2H]");
    assertThat(settings.limits().perSecond()).contains(0.5);
    assertThat(console.get(LIST + "/" + newest()).plain())
        .contains("Deployments that failed, in projects whose name begins with “shop-” or the")
        .contains("Up to 3 attempts, after 30s, 2h");
  }

  @Test
  void aSecretThatWasMadeIsShownInThatAnswerOnly() {
    var made = create(Map.of());
    var secret =
        console.subscriptions().getFirst().settings().sink().secrets().signing().orElseThrow();

    assertThat(made.text()).contains(secret.reveal());
    assertThat(console.get(LIST + "/" + newest()).text()).doesNotContain(secret.reveal());
    assertThat(console.get(LIST + "/" + newest() + "/edit").text()).doesNotContain(secret.reveal());
  }

  @Test
  void noPageShowsWhatSecretsWereTyped() {
    create(
        Map.of(
            "options.secret", KEY,
            "options.password", "op3n-sesame",
            "options.headers", "X-Key: h1dden-value"));
    var there = LIST + "/" + newest();
    console.get(LIST);
    console.get(there);
    console.get(there + "/edit");
    console.post(there + "/edit", fields("step", "look", "options.password", "an0ther-one"));
    console.post(there + "/edit", fields("options.url", "", "options.headers", "X: w4s-typed"));
    console.post(there + "/rotate", Map.of("secret", "n0t-a-secret", "overlap", "PT0S"));
    console.post(there + "/test", Map.of("type", "environment.deploy"));

    assertThat(console.everything())
        .contains("X-Key: ***")
        .doesNotContain(
            KEY, "op3n-sesame", "h1dden-value", "an0ther-one", "w4s-typed", "n0t-a-secret");
  }

  @Test
  void secretsThatAreLeftEmptyAreKept() {
    create(
        Map.of(
            "options.secret", KEY,
            "options.password", "op3n-sesame",
            "options.headers", "X-Key: h1dden\nX-Other: v4lue"));
    var before = console.subscriptions().getFirst().settings().sink().secrets();
    var saved =
        console.post(
            LIST + "/" + newest() + "/edit",
            fields("name", "Other", "options.headers", "X-Key: ***\nX-Other:"));

    assertThat(saved.status()).as(saved.plain()).isEqualTo(303);
    var settings = console.subscriptions().getFirst().settings();
    assertThat(settings.name()).isEqualTo("Other");
    assertThat(settings.sink().secrets()).isEqualTo(before);
  }

  @Test
  void savingWhatNobodyChangedChangesNothing() {
    create(Map.of("events", "chosen", "filter.events", "zeta.done\nalpha.done"));
    var before = console.subscriptions().getFirst();
    var form = fields("events", "chosen", "name", before.settings().name());
    form.put("filter.events", "alpha.done\nzeta.done");
    console.post(LIST + "/" + newest() + "/edit", form);

    assertThat(console.subscriptions().getFirst()).isEqualTo(before);
  }

  @Test
  void whatIsWrongStandsAtItsFieldWithWhatWasTyped() {
    var got =
        create(
            Map.of(
                "name", "Kept",
                "options.url", "nowhere",
                "filter.projects", "a*b",
                "retry.mode", "own",
                "retry.schedule", "5s\nsoon"));

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.text()).contains("value=\"Kept\"").contains("a*b").contains("soon");
    assertThat(field(got, "filter.projects")).contains("Entry 1: A * may stand only at the end");
    assertThat(field(got, "retry.schedule")).contains("Entry 2: This has to be an ISO 8601");
    assertThat(console.subscriptions()).isEmpty();
  }

  @Test
  void aSinksOwnComplaintStandsAtItsOption() {
    var got = create(Map.of("options.url", "nowhere"));

    assertThat(got.status()).isEqualTo(422);
    assertThat(field(got, "options.url")).contains("This is no URL.");
  }

  @Test
  void choosingNoEventIsNotChoosingAll() {
    var got = create(Map.of("events", "chosen"));

    assertThat(got.status()).isEqualTo(422);
    assertThat(got.plain()).contains("Choose at least one event, or take all of them.");
  }

  @Test
  void anotherDialectShowsItsWordsAndKeepsWhatWasTyped() {
    var got = create(Map.of("step", "look", "dialect", "convox", "name", "Typed"));

    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).contains("name=\"event:release:promote\"", "value=\"Typed\"");
    assertThat(console.subscriptions()).isEmpty();
  }

  @Test
  void thePreviewSaysWhatTheFilterMeansAndWhetherTheExamplePasses() {
    var got =
        create(
            Map.of(
                "step", "look",
                "status:failed", "on",
                "example", "environment.deploy",
                "example_status", "succeeded"));

    assertThat(got.plain())
        .contains("Everything that failed.")
        .contains("Such an event isn't sent: the status succeeded isn't subscribed");
  }

  @Test
  void theExampleFollowsTheFilterUntilAnotherIsChosen() {
    var some =
        Map.of(
            "step", "look",
            "events", "chosen",
            "event:cluster.create", "on",
            "example", "environment.deploy");
    var before = new LinkedHashMap<>(some);
    before.put("example_before", "environment.deploy");

    assertThat(create(before).text()).contains("<option selected>cluster.create<");
    assertThat(create(some).text()).contains("<option selected>environment.deploy<");
  }

  @Test
  void whoMayNotWriteSecretsCantSendThemElsewhere() {
    create(Map.of("options.password", "op3n-sesame"));
    var there = LIST + "/" + newest();
    console.as(FormServer.WRITER);

    assertThat(console.get(there + "/edit").text()).doesNotContain("name=\"options.password\"");
    var moved = console.post(there + "/edit", fields("options.url", "https://evil.test/a"));
    assertThat(moved.status()).isEqualTo(422);
    assertThat(field(moved, "options.url")).contains("another host");
    var replaced = console.post(there + "/edit", fields("options.password", "mine"));
    assertThat(replaced.status()).isEqualTo(403);
    assertThat(console.post(there + "/rotate", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void pausingAndResumingLeadBackToWhereTheSwitchStood() {
    var id = console.subscribe("{\"options\":{\"url\":\"https://r.test/a\"}}");
    console.as(FormServer.WRITER);

    var paused = console.post(LIST + "/" + id + "/pause", Map.of("list", "r.test"));
    assertThat(paused.location()).isEqualTo(FormServer.HOME + LIST + "?q=r.test&notice=paused");
    assertThat(console.subscriptions().getFirst().settings().enabled()).isFalse();
    var resumed = console.post(LIST + "/" + id + "/resume", Map.of());
    assertThat(resumed.location()).isEqualTo(FormServer.HOME + LIST + "/" + id + "?notice=resumed");
    assertThat(console.subscriptions().getFirst().settings().enabled()).isTrue();
  }

  @Test
  void deletingAsksFirstAndSaysWhatHappens() {
    var id = console.subscribe("{\"options\":{\"url\":\"https://r.test/a\"}}");
    var asked = console.as(FormServer.WRITER).get(LIST + "/" + id + "/delete");

    assertThat(asked.plain()).contains("what still waits to be sent is cancelled");
    assertThat(console.subscriptions()).hasSize(1);
    assertThat(console.post(LIST + "/" + id + "/delete", Map.of()).status()).isEqualTo(303);
    assertThat(console.subscriptions()).isEmpty();
  }

  @Test
  void rotatingShowsTheNewSecretOnce() {
    create(Map.of());
    var rotated = console.post(LIST + "/" + newest() + "/rotate", Map.of("overlap", "PT1H"));
    var secrets = console.subscriptions().getFirst().settings().sink().secrets();
    var fresh = secrets.signing().orElseThrow().reveal();

    assertThat(rotated.text()).contains(fresh);
    assertThat(secrets.retiring()).isPresent();
    var after = console.get(LIST + "/" + newest());
    assertThat(after.text()).doesNotContain(fresh);
    assertThat(after.plain()).contains("The former one signs beside it until");
  }

  @Test
  void theWebhooksOfAnApplicationAreThoseWhoseFilterNamesIt() {
    var other = console.subscribe("{\"name\":\"All\",\"options\":{\"url\":\"https://r.test/a\"}}");
    var own =
        console.subscribe(
            """
            {"name":"Own","options":{"url":"https://r.test/b"},"filter":{"applications":["318"]}}\
            """);
    console.as(FormServer.ADMIN);
    var list = "/applications/318/webhooks";

    assertThat(console.get(list).text()).contains(">Own<").doesNotContain(">All<");
    assertThat(console.get(list).plain()).contains("Application 318 Settings Webhooks");
    assertThat(console.get(list + "/" + own).status()).isEqualTo(200);
    for (var page : List.of("", "/edit", "/delete")) {
      assertThat(console.get(list + "/" + other + page).status()).as(page).isEqualTo(404);
    }
    assertThat(console.post(list + "/" + other + "/pause", Map.of()).status()).isEqualTo(404);
    assertThat(console.get("/groups/318/webhooks/" + own).status()).isEqualTo(404);
  }

  @Test
  void whatIsCreatedInAPlaceGetsItsEventsOnlyWhateverTheFormSays() {
    console.as(FormServer.ADMIN);
    var got = console.post("/groups/a%20b/webhooks/new", fields("filter.groups", "elsewhere"));

    assertThat(got.status()).as(got.plain()).isEqualTo(200);
    var places = console.subscriptions().getFirst().settings().filter().places();
    assertThat(places.groups()).containsExactly("a b");
    var edited =
        console.post(
            "/groups/a%20b/webhooks/" + newest() + "/edit", fields("filter.groups", "elsewhere"));
    assertThat(edited.location()).startsWith(FormServer.HOME + "/groups/a%20b/webhooks/");
    assertThat(console.subscriptions().getFirst().settings().filter().places()).isEqualTo(places);
  }

  private Got create(Map<String, String> some) {
    var form = fields();
    form.putAll(some);
    return console.as(FormServer.ADMIN).post(LIST + "/new", form);
  }

  /** What the form holds that nobody filled in, with some of it filled in. */
  private static Map<String, String> fields(String... some) {
    var form = new LinkedHashMap<String, String>();
    form.put("sink", "webhook");
    form.put("dialect", "cloudevents");
    form.put("events", "all");
    form.put("options.url", "https://r.test/a");
    for (int i = 0; i < some.length; i += 2) {
      form.put(some[i], some[i + 1]);
    }
    return form;
  }

  private String newest() {
    return console.subscriptions().getFirst().id().value();
  }

  /** What stands below a field. */
  private static String field(Got page, String name) {
    int from = page.text().indexOf("<div id=\"" + name.replace('.', '-') + "-help\"");
    assertThat(from).as(page.text()).isPositive();
    return page.text().substring(from, page.text().indexOf("</div>", from));
  }
}
