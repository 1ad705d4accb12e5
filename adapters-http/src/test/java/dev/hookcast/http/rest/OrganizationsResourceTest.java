package dev.hookcast.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationsResourceTest {
  private static final String ALL = "/v1/organizations";
  private final TestServer api = new TestServer();

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void anOrganizationIsMadeAndUsableAtOnce() {
    var made = api.post(ALL, "{\"id\":\"harbour-1\",\"name\":\"Harbour ü\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.header("location")).isEqualTo(ALL + "/harbour-1");
    assertThat(made.text())
        .isEqualTo(
            """
            {"id":"harbour-1","name":"Harbour ü","created_at":"2026-04-02T08:00:00Z"}\
            """);
    assertThat(api.get(ALL + "/harbour-1").text()).isEqualTo(made.text());
    assertThat(api.get(ALL + "/harbour-1/events").items()).isEmpty();
    var published =
        api.post(ALL + "/harbour-1/events", "{\"id\":\"d-1\",\"type\":\"environment.deploy\"}");
    assertThat(published.status()).isEqualTo(202);
    api.get(TestServer.EVENTS + "/d-1").isProblem(404, "not_found");
  }

  @Test
  void withoutANameItIsCalledByItsId() {
    assertThat(api.post(ALL, "{\"id\":\"b2\"}").text("name")).isEqualTo("b2");
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    var got =
        api.post(ALL, "{\"id\":\"No Way\",\"name\":\"%s\",\"x\":1}".formatted("n".repeat(201)))
            .isProblem(422, "invalid_input");
    assertThat(got.pointers()).containsExactly("/id", "/name", "/x");
    assertThat(api.post(ALL, "{}").isProblem(422, "required").pointers()).containsExactly("/id");
    for (var id : List.of("", "-a", "a-", "a_b", "Ü", "a".repeat(64))) {
      api.post(ALL, "{\"id\":\"%s\"}".formatted(id)).isProblem(422, "organization_id_invalid");
    }
    assertThat(api.get(ALL).items()).hasSize(1);
  }

  @Test
  void anIdIsGivenAwayOnce() {
    api.post(ALL, "{\"id\":\"quay\"}");
    api.post(ALL, "{\"id\":\"quay\"}").isProblem(409, "organization_exists");
    api.post(ALL, "{\"id\":\"default\"}").isProblem(409, "organization_exists");
    delete("quay");
    api.post(ALL, "{\"id\":\"quay\"}").isProblem(409, "organization_exists");
  }

  @Test
  void theListIsPagedTheNewestFirst() {
    for (var id : List.of("a", "b", "c")) {
      api.post(ALL, "{\"id\":\"%s\"}".formatted(id));
    }
    var first = api.get(ALL + "?limit=3");
    assertThat(ids(first)).containsExactly("c", "b", "a");
    var second = api.get(ALL + "?limit=3&cursor=" + first.text("next_cursor"));
    assertThat(ids(second)).containsExactly("default");
    assertThat(second.text()).contains("\"next_cursor\":null");
    api.get(ALL + "?limit=0").isProblem(400, "limit_invalid");
  }

  @Test
  void aDeletedOrganizationIsAsIfItHadNeverBeenThere() {
    api.post(ALL, "{\"id\":\"quay\"}");
    var path = ALL + "/quay/subscriptions";
    var body = "{\"options\":{\"url\":\"https://r.test/q\"}}";
    var subscription = path + "/" + api.post(path, body).text("id");
    var published = api.post(ALL + "/quay/events", "{\"type\":\"environment.deploy\"}");
    var delivery = published.objects("deliveries").getFirst().text("id").orElseThrow();
    var token = api.token("quay", "owner");

    assertThat(delete("quay").status()).isEqualTo(204);

    for (var gone :
        List.of("", "/events", "/subscriptions", "/deliveries", "/deliveries/" + delivery)) {
      api.get(ALL + "/quay" + gone).isProblem(404, "not_found");
    }
    api.get(subscription).isProblem(404, "not_found");
    delete("quay").isProblem(404, "not_found");
    api.by(token, "GET", ALL, "").isProblem(401, "unauthorized");
    api.deliver();
    assertThat(api.sink.recording.shipments()).isEmpty();
    assertThat(ids(api.get(ALL))).containsExactly("default");
  }

  @Test
  void theUsualOrganizationStays() {
    delete("default").isProblem(409, "organization_required");
    assertThat(api.get(ALL + "/default").status()).isEqualTo(200);
  }

  @Test
  void aTokenSeesItsOwnAndMakesAndDeletesNone() {
    api.post(ALL, "{\"id\":\"quay\"}");
    var token = api.token("quay", "owner");
    var seen = api.by(token, "GET", ALL, "");
    assertThat(ids(seen)).containsExactly("quay");
    assertThat(seen.text()).contains("\"next_cursor\":null");
    assertThat(api.by(token, "GET", ALL + "/quay", "").text("id")).isEqualTo("quay");
    api.by(token, "GET", ALL + "/default", "").isProblem(404, "not_found");
    for (var refused :
        List.of(
            api.by(token, "POST", ALL, "{\"id\":\"more\"}"),
            api.by(token, "DELETE", ALL + "/quay", ""))) {
      assertThat(refused.isProblem(403, "insufficient_scope").text("detail"))
          .contains("system:admin");
    }
  }

  private TestServer.Got delete(String id) {
    return api.by(TestServer.TOKEN, "DELETE", ALL + "/" + id, "");
  }

  private static List<String> ids(TestServer.Got list) {
    return list.items().stream().map(o -> o.text("id").orElse("")).toList();
  }
}
