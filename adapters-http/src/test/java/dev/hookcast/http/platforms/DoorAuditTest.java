package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is changed through a platform's own API stands in the audit log like anything else. */
class DoorAuditTest {
  private static final String AUDIT = "/v1/organizations/default/audit?limit=200";
  private static final String WEBHOOK = "/organization/default/webhook";
  private static final String INTEGRATIONS = "/projects/shop/integrations";
  private static final String HOOKS = "/apps/till/hooks";

  private final DoorServer server = new DoorServer();
  private final Set<String> called = new TreeSet<>();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyChangeThroughADoorLeavesOneEntry() {
    qovery();
    platformsh();
    convox();
    divshot();
    for (var version : List.of("v1", "v2")) {
      horizon("/apis/core/" + version);
    }
    assertThat(called).containsAll(changing());
  }

  private void qovery() {
    var body =
        "{\"kind\":\"STANDARD\",\"target_url\":\"%s\",\"events\":[\"DEPLOYMENT_STARTED\"]}"
            .formatted(server.target("/q"));
    var made = change("POST", WEBHOOK, body, "subscription.create");
    var one = WEBHOOK + "/" + made.text("id");
    change("PUT", one, body.replace("STARTED", "FAILURE"), "subscription.change");
    change("DELETE", one, "", "subscription.delete");
  }

  private void platformsh() {
    var made =
        change(
            "POST",
            INTEGRATIONS,
            "{\"type\":\"webhook\",\"url\":\"%s\"}".formatted(server.target("/p")),
            "subscription.create");
    var entity = made.object().object("_embedded").object("entity");
    var one = INTEGRATIONS + "/" + entity.text("id").orElseThrow();
    change("PATCH", one, "{\"events\":[\"environment.push\"]}", "subscription.change");
    change("DELETE", one, "", "subscription.delete");
  }

  private void convox() {
    var before = entries();
    var made =
        server.form(
            "/services", Map.of("type", "webhook", "name", "quay", "url", server.target("/c")));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    assertThat(entries()).hasSize(before.size() + 1).startsWith("subscription.create");
    called.add("POST /services");
    change("DELETE", "/services/quay", "", "subscription.delete");
  }

  private void divshot() {
    var body = "{\"url\":\"%s\",\"active\":true}".formatted(server.target("/d"));
    var one = HOOKS + "/" + change("POST", HOOKS, body, "subscription.create").text("id");
    change("PUT", one, "{\"active\":false}", "subscription.change");
    change("DELETE", one, "", "subscription.delete");
  }

  private void horizon(String api) {
    var body = "{\"url\":\"%s\",\"triggers\":[\"*\"]}".formatted(server.target("/h"));
    for (var resource : List.of("groups", "applications", "clusters")) {
      var id = created(change("POST", api + "/" + resource + "/12/webhooks", body, "create"));
      change("DELETE", api + "/webhooks/" + id, "", "subscription.delete");
    }
    var id = created(change("POST", api + "/groups/12/webhooks", body, "create"));
    change("PUT", api + "/webhooks/" + id, "{\"description\":\"x\"}", "subscription.change");
    server.answer(500, 200);
    server.publish(
        """
        {"type":"environment.deploy","status":"started",
         "scope":{"group":{"id":"12"},"cluster":{"id":"7","name":"blue"}}}
        """);
    var logs = server.get(api + "/webhooks/" + id + "/logs").object().object("data");
    long log = DoorServer.Got.objects(logs.array("items")).getFirst().integer("id").orElseThrow();
    change("POST", api + "/webhooklogs/" + log + "/resend", "", "delivery.resend");
    change("DELETE", api + "/webhooks/" + id, "", "subscription.delete");
  }

  private static long created(DoorServer.Got made) {
    return made.object().object("data").integer("id").orElseThrow();
  }

  private DoorServer.Got change(String method, String path, String body, String action) {
    var before = entries();
    var got = server.send(method, path, "application/json", body);
    assertThat(got.status()).as(path + got.text()).isLessThan(300);
    var after = entries();
    assertThat(after).as(method + " " + path).hasSize(before.size() + 1);
    assertThat(after.getFirst()).as(method + " " + path).endsWith(action);
    called.add(shape(method, path));
    return got;
  }

  private List<String> entries() {
    return server.get(AUDIT).list("items").stream()
        .map(entry -> entry.text("action").orElse(""))
        .toList();
  }

  /** Every route of a door that changes something. */
  private Set<String> changing() {
    return FrontDoors.of(server.hookcast).stream()
        .filter(route -> !route.method().equals("GET") && !route.path().endsWith("/validate"))
        .map(route -> shape(route.method(), route.path()))
        .collect(Collectors.toSet());
  }

  /** A path without what differs from call to call. */
  private static String shape(String method, String path) {
    return method
        + " "
        + path.replaceAll("\\{[^}]*}", "*")
            .replaceAll("/(default|shop|till|quay|12|groups|applications|clusters)(?=/|$)", "/*")
            .replaceAll("/[0-9a-f-]{36}(?=/|$)", "/*")
            .replaceAll("/[0-9]+(?=/|$)", "/*");
  }
}
