package dev.hookcast.http.rest;

import static dev.hookcast.http.rest.TestServer.EVENTS;
import static dev.hookcast.http.rest.TestServer.SUBSCRIPTIONS;
import static dev.hookcast.http.rest.TestServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.access.TokenScope;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void noRouteButHealthIsOpenToNobody() {
    for (var route : Routes.of(api.hookcast, List::of)) {
      var path = route.path().replace("{org}", "default").replaceAll("\\{\\w+}", "x");
      var got = api.send(api.bare(path).method(route.method(), BodyPublishers.noBody()));
      if (route.path().endsWith("z")) {
        assertThat(got.status()).isEqualTo(200);
      } else {
        got.isProblem(401, "unauthorized");
        assertThat(got.header("www-authenticate")).isEqualTo("Bearer");
      }
    }
  }

  @Test
  void aTokenComesInOneHeaderInOneOfTwoWays() {
    for (var header :
        List.of("Bearer " + TOKEN, "Token " + TOKEN, "bearer  " + TOKEN, "TOKEN " + TOKEN)) {
      assertThat(with(header).status()).as(header).isEqualTo(200);
    }
    for (var header :
        List.of(
            "Bearer",
            "Bearer ",
            TOKEN,
            "Basic " + TOKEN,
            "Bearer " + TOKEN + "x",
            "Bearer " + TOKEN.substring(1),
            "Bearer " + TOKEN + " " + TOKEN,
            "Bearer " + TOKEN + ", Bearer " + TOKEN,
            "Bearer " + "x".repeat(10_000))) {
      with(header).isProblem(401, "unauthorized");
    }
    var two = api.request(EVENTS).header("Authorization", "Bearer " + TOKEN).GET();
    api.send(two).isProblem(401, "unauthorized");
    for (var query : List.of("?token=", "?access_token=", "?authorization=Bearer%20")) {
      api.send(api.bare(EVENTS + query + TOKEN).GET()).isProblem(401, "unauthorized");
    }
  }

  @Test
  void aBodyOfSomebodyWithoutATokenIsNotLookedAt() {
    var request = api.bare(EVENTS).header("Content-Type", "text/plain");
    api.send(request.POST(BodyPublishers.ofString("no json"))).isProblem(401, "unauthorized");
  }

  @Test
  void aTokenDoesWhatItsScopesAllow() {
    assertThat(by("reader", "GET", EVENTS).status()).isEqualTo(200);
    assertThat(by("reader", "GET", "/v1/dialects").status()).isEqualTo(200);
    var got = by("reader", "POST", EVENTS).isProblem(403, "insufficient_scope");
    assertThat(got.text("detail")).contains("events:write");
    by("reader", "GET", SUBSCRIPTIONS).isProblem(403, "insufficient_scope");
  }

  @Test
  void anotherOrganizationLooksLikeNoneAndLikeAMissingThing() {
    var id = api.subscribe("");
    var shapes =
        List.of(
            by("foreigner", "GET", SUBSCRIPTIONS + "/" + id),
            by("foreigner", "GET", SUBSCRIPTIONS),
            api.get("/v1/organizations/nowhere/subscriptions/" + id),
            api.get("/v1/organizations/No%20Where/events"),
            api.get("/v1/organizations/elsewhere/events"),
            api.get(SUBSCRIPTIONS + "/00000000-0000-7000-8000-00000000ffff"));
    for (var got : shapes) {
      got.isProblem(404, "not_found");
    }
    assertThat(shapes.stream().map(got -> got.text().replace(got.text("request_id"), "")))
        .containsOnly(shapes.getFirst().text().replace(shapes.getFirst().text("request_id"), ""));
  }

  @Test
  void whatATokenLacksIsSaidOfItsOwnOrganizationOnly() {
    by("reader", "DELETE", SUBSCRIPTIONS + "/x").isProblem(403, "insufficient_scope");
    by("reader", "DELETE", SUBSCRIPTIONS.replace("default", "elsewhere") + "/x")
        .isProblem(404, "not_found");
  }

  @Test
  void everyScopeHasItsWord() {
    assertThat(TokenScope.EVENTS_WRITE.word()).isEqualTo("events:write");
    assertThat(TokenScope.SYSTEM_ADMIN.word()).isEqualTo("system:admin");
    assertThat(TokenScope.values())
        .hasSize(12)
        .allMatch(scope -> TokenScope.of(scope.word()) == scope);
  }

  private TestServer.Got with(String header) {
    return api.send(api.bare(EVENTS).header("Authorization", header).GET());
  }

  private TestServer.Got by(String token, String method, String path) {
    return api.send(
        api.bare(path)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody()));
  }
}
