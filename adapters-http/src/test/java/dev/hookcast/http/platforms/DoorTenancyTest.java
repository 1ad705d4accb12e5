package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.http.platforms.DoorServer.Got;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Made from the doors' tables of routes: to a token of another organization, what is there looks
 * like what is missing.
 */
class DoorTenancyTest {
  private static final String JSON = "application/json";
  private static final String NO_ID = "00000000-0000-7000-8000-0000000fffff";
  private static final Map<String, String> MISSING =
      Map.of(
          "/webhook/{id}", "/webhook/" + NO_ID,
          "/integrations/{id}", "/integrations/" + NO_ID,
          "/hooks/{id}", "/hooks/" + NO_ID,
          "/services/{name}", "/services/pier",
          "/webhooks/{id}", "/webhooks/999999",
          "/webhooklogs/{id}", "/webhooklogs/999999",
          "/{type}/{id}", "/groups/13",
          "/projects/{project}", "/projects/pier",
          "/apps/{app}", "/apps/pier");

  private final DoorServer server = new DoorServer();
  private Map<String, String> theirs = Map.of();

  @BeforeEach
  void somethingBehindEveryDoor() {
    var horizon = new HorizonClient(server);
    var webhook = horizon.create("groups/12", "");
    horizon.deploy("blue");
    var log = HorizonClient.id(horizon.rows(webhook, "").getFirst());
    var integration = made("/projects/quay/integrations").object().object("_embedded");
    made("/services");
    theirs =
        Map.of(
            "/webhook/{id}", "/webhook/" + made("/organization/default/webhook").text("id"),
            "/integrations/{id}",
                "/integrations/" + integration.object("entity").text("id").orElseThrow(),
            "/hooks/{id}", "/hooks/" + made("/apps/quay/hooks").text("id"),
            "/services/{name}", "/services/quay",
            "/webhooks/{id}", "/webhooks/" + webhook,
            "/webhooklogs/{id}", "/webhooklogs/" + log,
            "/{type}/{id}", "/groups/12",
            "/projects/{project}", "/projects/quay",
            "/apps/{app}", "/apps/quay");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatIsSomebodyElsesLooksLikeWhatIsMissingBehindEveryDoor() {
    var before = seen();
    int calls = 0;
    for (var route : routes().filter(route -> !creates(route)).toList()) {
      var got = call(route, theirs, "elsewhere");
      var missing = call(route, MISSING, "elsewhere");
      assertThat(said(got)).as(name(route)).isEqualTo(said(missing));
      assertThat(got.status()).as(name(route) + got.text()).isEqualTo(hasThing(route) ? 404 : 200);
      calls++;
    }
    assertThat(calls).isGreaterThan(25);
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void anotherOrganizationLooksLikeNoneBehindEveryDoor() {
    var before = seen();
    for (var route : routes().toList()) {
      var got = call(route, theirs, "default");
      assertThat(got.status()).as(name(route) + got.text()).isEqualTo(404);
      assertThat(said(got)).as(name(route)).isEqualTo(said(call(route, MISSING, "nowhere")));
    }
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void theSameCallsAboutOnesOwnThingsAreAnswered() {
    for (var route : routes().filter(route -> !route.method().equals("DELETE")).toList()) {
      var body = body(route.method(), route.path());
      var got = server.send(route.method(), path(route, theirs, "default"), JSON, body);
      // A name that is taken is Convox's only conflict.
      assertThat(got.status()).as(name(route) + got.text()).isIn(200, 201, 204, 409);
    }
  }

  /** Every route but those about no organization. */
  private Stream<Route> routes() {
    return FrontDoors.of(server.hookcast).stream()
        .filter(route -> !(route.access() instanceof Route.Access.AnyToken));
  }

  private static boolean creates(Route route) {
    return route.method().equals("POST")
        && route.path().matches(".*/(services|hooks|integrations|webhooks?)");
  }

  /** True if its path names something that belongs to somebody, and not only where to look. */
  private static boolean hasThing(Route route) {
    return route.path().matches(".*\\{(id|name)}.*") && !route.path().contains("{type}");
  }

  private Got call(Route route, Map<String, String> things, String organization) {
    return server.send(
        route.method(),
        path(route, things, organization),
        JSON,
        body(route.method(), route.path()),
        Map.of("Authorization", "Bearer elsewhere", "Hookcast-Organization", organization));
  }

  private static String path(Route route, Map<String, String> things, String organization) {
    var path = route.path().replace("{org}", organization);
    for (var thing : things.entrySet()) {
      path = path.replace(thing.getKey(), thing.getValue());
    }
    assertThat(path).doesNotContain("{");
    return path;
  }

  /** But for the request's id, and the name that was asked for. */
  private static String said(Got got) {
    var text = got.text().replace(got.requestId(), "").replaceAll("pier|quay", "");
    return got.status() + " " + got.type() + " " + text;
  }

  private Got made(String path) {
    var made = server.post(path, body("POST", path));
    assertThat(made.status()).as(made.text()).isIn(200, 201);
    return made;
  }

  /** What each door takes. */
  private String body(String method, String path) {
    var url = "\"" + server.target("/t") + "\"";
    if (List.of("GET", "DELETE").contains(method) || path.matches(".*/(resend|validate)")) {
      return "";
    }
    return switch (path.split("/", -1)[1]) {
      case "services" -> "{\"type\":\"webhook\",\"name\":\"quay\",\"url\":" + url + "}";
      case "apps" -> "{\"url\":" + url + ",\"active\":true}";
      case "projects" ->
          method.equals("PATCH")
              ? "{\"events\":[\"environment.push\"]}"
              : "{\"type\":\"webhook\",\"url\":" + url + "}";
      case "organization" ->
          "{\"kind\":\"STANDARD\",\"events\":[\"DEPLOYMENT_STARTED\"],\"target_url\":" + url + "}";
      default -> "{\"triggers\":[\"*\"],\"url\":" + url + "}";
    };
  }

  /** Everything that a stranger could have changed. */
  private List<String> seen() {
    return Stream.of("subscriptions", "deliveries", "audit")
        .map(kind -> server.get("/v1/organizations/default/" + kind + "?limit=200").text())
        .toList();
  }

  private static String name(Route route) {
    return route.method() + " " + route.path() + " ";
  }
}
