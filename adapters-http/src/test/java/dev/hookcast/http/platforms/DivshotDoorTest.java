package dev.hookcast.http.platforms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivshotDoorTest {
  private static final String HOOKS = "/apps/till/hooks";

  private final DoorServer server = new DoorServer();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void addsAHookThatIsActive() {
    var made = add(HOOKS);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.object().members().keySet()).containsExactly("id", "url", "active");
    assertThat(made.text("url")).isEqualTo(server.target("/d"));
    assertThat(made.object().bool("active")).contains(true);
    assertThat(server.subscription().text("dialect")).contains("divshot");
  }

  @Test
  void aHookGetsTheReleasesOfItsAppOnly() {
    add(HOOKS);
    server.answer(200, 200);
    server.publish(release("kiosk"));
    assertThat(server.received()).isEmpty();
    server.publish(release("till"));
    var got = server.received();
    assertThat(got).hasSize(1);
    assertThat(got.getFirst().getBody().utf8()).contains("\"release\"", "\"till\"");
  }

  @Test
  void everyAppIsMeantByAStar() {
    add("/apps/*/hooks");
    add(HOOKS);
    assertThat(server.get("/apps/*/hooks").list()).hasSize(2);
    assertThat(server.get(HOOKS).list()).hasSize(1);
    server.answer(200);
    server.publish(release("kiosk"));
    assertThat(server.received()).hasSize(1);
  }

  @Test
  void pausesResumesAndListsTheActiveOnesFirst() {
    var one = add(HOOKS).text("id");
    var two = add(HOOKS).text("id");
    assertThat(server.put(HOOKS + "/" + two, "{\"active\":false}").status()).isEqualTo(204);
    assertThat(server.get(HOOKS).list())
        .extracting(h -> h.text("id").orElse(""))
        .containsExactly(one, two);
    assertThat(server.get(HOOKS).list().getLast().bool("active")).contains(false);
    server.put(HOOKS + "/" + two, "{\"active\":true}");
    assertThat(server.get(HOOKS).list().getFirst().text("id")).contains(two);
  }

  @Test
  void aPutWithoutAMemberKeepsIt() {
    var id = add(HOOKS).text("id");
    server.put(HOOKS + "/" + id, "{\"active\":false}");
    server.put(HOOKS + "/" + id, "{\"url\":\"https://r.test/other\"}");
    var hook = server.get(HOOKS).list().getFirst();
    assertThat(hook.bool("active")).contains(false);
    assertThat(hook.text("url")).contains("https://r.test/other");
  }

  @Test
  void deletesAndKnowsNoOtherAppsHooks() {
    var id = add(HOOKS).text("id");
    assertThat(server.delete("/apps/kiosk/hooks/" + id).status()).isEqualTo(404);
    assertThat(server.delete(HOOKS + "/" + id).status()).isEqualTo(204);
    assertThat(server.put(HOOKS + "/" + id, "{\"active\":true}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                       | url
          {"url":"nowhere"}        | url
          {"url":"http://10.0.0.1/"} | url
          {"url":"https://r.test/a","active":"yes"} | active
          [] | ''
          """)
  void badInputLeavesNothingBehind(String body, String field) {
    var refused = server.post(HOOKS, body);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.text("error")).startsWith(field).isNotBlank();
    assertThat(server.get(HOOKS).list()).isEmpty();
  }

  @Test
  void aTokenSeesItsOwnOrganizationOnly() {
    var hook = HOOKS + "/" + add(HOOKS).text("id");
    assertThat(server.as("elsewhere", "GET", HOOKS, "").list()).isEmpty();
    assertThat(server.as("elsewhere", "GET", "/apps/*/hooks", "").list()).isEmpty();
    assertThat(server.as("elsewhere", "PUT", hook, "{\"active\":false}").status()).isEqualTo(404);
    assertThat(server.as("elsewhere", "DELETE", hook, "").status()).isEqualTo(404);
    assertThat(server.get(HOOKS).list().getFirst().bool("active")).contains(true);
    assertThat(server.as("wrong", "GET", HOOKS, "").status()).isEqualTo(401);
    assertThat(server.as("reader", "POST", HOOKS, "{}").status()).isEqualTo(403);
  }

  private DoorServer.Got add(String path) {
    return server.post(path, "{\"url\":\"" + server.target("/d") + "\",\"active\":true}");
  }

  private static String release(String app) {
    return """
    {"type":"environment.deploy","deployment":{"version":3},
     "scope":{"application":{"id":"a-1","name":"%s"},"environment":{"name":"production"}}}
    """
        .formatted(app);
  }
}
