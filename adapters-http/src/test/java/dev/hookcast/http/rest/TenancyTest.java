package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.access.ScopeSet;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.http.rest.TestServer.Got;
import dev.hookcast.http.server.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Made from the table of routes: what a new route allows is looked at from the day it is there. */
class TenancyTest {
  private static final String ROOT = "/v1/organizations/";
  private static final String AUDITED = ROOT + "alpha/audit?limit=200";
  private static final String MISSING = "00000000-0000-7000-8000-0000000fffff";
  private static final String SUBSCRIPTION = "{\"options\":{\"url\":\"https://r.test/t\"}}";

  private final TestServer api = new TestServer();
  private String token = "";
  private Map<String, String> ours = Map.of();
  private Map<String, String> theirs = Map.of();
  private Map<String, String> deleted = Map.of();

  @BeforeEach
  void twoOrganizations() {
    for (var id : List.of("alpha", "beta", "ended")) {
      assertThat(api.post("/v1/organizations", "{\"id\":\"" + id + "\"}").status()).isEqualTo(201);
    }
    token = api.token("alpha", "owner");
    ours = things("alpha");
    theirs = things("beta");
    var ended = things("alpha");
    for (var kind : List.of("subscriptions", "tokens")) {
      api.by(TestServer.TOKEN, "DELETE", ROOT + "alpha/" + kind + "/" + ended.get(kind), "");
    }
    deleted = Map.of("subscriptions", ended.get("subscriptions"), "tokens", ended.get("tokens"));
    api.by(TestServer.TOKEN, "DELETE", ROOT + "ended", "");
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void everyRouteOfAnOrganizationTakesAToken() {
    for (var route : inOrganization()) {
      assertThat(route.access()).as(name(route)).isNotInstanceOf(Route.Access.Open.class);
    }
    assertThat(inOrganization()).hasSizeGreaterThan(20);
  }

  @Test
  void whatIsSomebodyElsesLooksLikeWhatIsMissingOnEveryRoute() {
    var before = seen("beta");
    var bodies = new HashSet<String>();
    int calls = 0;
    for (var route : inOrganization()) {
      for (var path : foreign(route)) {
        var got = call(token, route, path);
        got.isProblem(404, "not_found");
        bodies.add(got.text().replace(got.text("request_id"), ""));
        calls++;
      }
    }
    assertThat(bodies).hasSize(1);
    assertThat(calls).isGreaterThan(100);
    assertThat(seen("beta")).isEqualTo(before);
  }

  @Test
  void everyCallThatChangesSomethingLeavesOneEntryInTheNameOfItsToken() {
    for (var route : inOrganization().stream().filter(TenancyTest::hasId).toList()) {
      var id = things("alpha").get(kind(route));
      if (route.path().endsWith("/resume")) { // what goes on already can't be resumed
        api.by(token, "POST", path(route, "alpha", id).replace("/resume", "/pause"), "");
      }
      int before = api.by(token, "GET", AUDITED, "").items().size();
      call(token, route, path(route, "alpha", id));
      var after = api.by(token, "GET", AUDITED, "").items();
      assertThat(after).as(name(route)).hasSize(before + (leavesEntry(route) ? 1 : 0));
      if (leavesEntry(route)) {
        var entry = after.getFirst();
        assertThat(entry.object("by").text("kind")).as(name(route)).hasValue("token");
        assertThat(entry.object("by").text("address")).hasValue("127.0.0.1");
        assertThat(entry.object("target").text("id")).as(name(route)).hasValue(id);
      }
      clearAudit();
    }
  }

  @Test
  void theAuditLogShowsNothingOfAnotherOrganization() {
    var mine = api.by(token, "GET", AUDITED, "");
    assertThat(mine.text()).contains(ours.get("subscriptions")).doesNotContain(theirs.values());
    var query = AUDITED + "&target_id=" + theirs.get("subscriptions");
    assertThat(api.by(token, "GET", query, "").items()).isEmpty();
    assertThat(api.get("/v1/audit?limit=200").text())
        .contains(ours.get("subscriptions"), theirs.get("subscriptions"))
        .contains("organization.delete");
  }

  @Test
  void theSameCallsAboutOnesOwnThingsAreAnswered() {
    for (var route : inOrganization().stream().filter(TenancyTest::hasId).toList()) {
      var got = call(token, route, path(route, "alpha", things("alpha").get(kind(route))));
      assertThat(got.status()).as(name(route) + got.text()).isLessThan(300);
    }
  }

  @Test
  void noListShowsAnythingOfAnotherOrganization() {
    for (var kind : ours.keySet()) {
      var list = api.by(token, "GET", ROOT + "alpha/" + kind, "");
      assertThat(list.text()).contains(ours.get(kind)).doesNotContain(theirs.values());
      var cursor = api.get(ROOT + "beta/" + kind + "?limit=1").text("next_cursor");
      if (!cursor.isEmpty()) {
        var page = api.by(token, "GET", ROOT + "alpha/" + kind + "?cursor=" + cursor, "");
        assertThat(page.text()).doesNotContain(theirs.values());
      }
    }
    for (var query :
        List.of(
            "?subscription_id=" + theirs.get("subscriptions"),
            "?event_id=" + theirs.get("events"))) {
      assertThat(api.by(token, "GET", ROOT + "alpha/deliveries" + query, "").items()).isEmpty();
    }
  }

  @Test
  void aTokenThatLacksARoutesScopeIsToldWhichItIs() {
    for (var route : Routes.of(api.hookcast, List::of)) {
      if (route.access() instanceof Route.Access.Scoped scoped) {
        var got = call(allBut(scoped.scope()), route, path(route, "alpha", MISSING));
        assertThat(got.isProblem(403, "insufficient_scope").text("detail"))
            .as(name(route))
            .contains(scoped.scope().word());
      }
    }
  }

  @Test
  void theScopeOfARouteIsEnoughForIt() {
    for (var route : inOrganization().stream().filter(TenancyTest::hasId).toList()) {
      if (route.access() instanceof Route.Access.Scoped scoped) {
        var only = api.token("alpha", scoped.scope().word());
        var got = call(only, route, path(route, "alpha", things("alpha").get(kind(route))));
        assertThat(got.status()).as(name(route) + got.text()).isLessThan(300);
      }
    }
  }

  /** Ids of things of this organization, made just now, by what they are called in paths. */
  private Map<String, String> things(String organization) {
    var root = ROOT + organization;
    var subscription = api.post(root + "/subscriptions", SUBSCRIPTION);
    var event = api.post(root + "/events", "{\"type\":\"environment.deploy\"}");
    api.deliver();
    var delivery =
        event.objects("deliveries").stream()
            .filter(d -> d.text("subscription_id").equals(subscription.object().text("id")))
            .findFirst()
            .orElseThrow();
    // Of the scope that rotating takes: nobody rotates one that may do more than their own.
    var made = api.post(root + "/tokens", "{\"name\":\"t\",\"scopes\":[\"tokens:admin\"]}");
    return Map.of(
        "subscriptions", subscription.text("id"),
        "events", event.text("id"),
        "deliveries", delivery.text("id").orElseThrow(),
        "tokens", made.text("id"));
  }

  private static boolean leavesEntry(Route route) {
    return !route.method().equals("GET") && !route.path().endsWith("/validate");
  }

  private void clearAudit() {
    while (api.store.expire(Instant.MAX, 1_000)) {
      // until there is no more
    }
  }

  private List<String> foreign(Route route) {
    var paths = new ArrayList<String>();
    for (var organization : List.of("beta", "ended", "nowhere", "default", "No%20Way", "BETA")) {
      paths.add(path(route, organization, hasId(route) ? theirs.get(kind(route)) : MISSING));
    }
    if (hasId(route)) {
      paths.add(path(route, "alpha", theirs.get(kind(route))));
      paths.add(path(route, "alpha", MISSING));
      paths.add(path(route, "alpha", deleted.getOrDefault(kind(route), MISSING)));
      paths.add(path(route, "beta", ours.get(kind(route))));
      paths.add(path(route, "alpha", "%2e%2e"));
    }
    return paths;
  }

  private List<String> seen(String organization) {
    return Stream.concat(
            Stream.of(ROOT + organization),
            Stream.concat(Stream.of("audit"), theirs.keySet().stream().sorted())
                .map(kind -> ROOT + organization + "/" + kind))
        .map(path -> api.get(path).text())
        .toList();
  }

  private Got call(String with, Route route, String path) {
    var method = route.method();
    boolean settings = List.of("PUT", "PATCH").contains(method);
    // Another name each time: what changes nothing leaves no entry.
    var named = SUBSCRIPTION.replaceFirst("\\{", "{\"name\":\"by " + method + "\",");
    return api.by(with, method, path, settings ? named : "");
  }

  private String allBut(TokenScope scope) {
    var others =
        ScopeSet.OWNER.scopes().stream()
            .filter(other -> other != scope)
            .map(TokenScope::word)
            .toArray(String[]::new);
    return api.token("alpha", others);
  }

  private List<Route> inOrganization() {
    return Routes.of(api.hookcast, List::of).stream().filter(Route::inOrganization).toList();
  }

  private static boolean hasId(Route route) {
    return route.path().contains("{id}");
  }

  private static String kind(Route route) {
    return route.path().replaceAll("/\\{id}.*", "").replaceAll(".*/", "");
  }

  private static String path(Route route, String organization, String id) {
    return route.path().replace("{org}", organization).replace("{id}", id);
  }

  private static String name(Route route) {
    return route.method() + " " + route.path() + " ";
  }
}
