package dev.hookcast.http.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.http.console.ConsoleServer;
import dev.hookcast.http.console.page.Frame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearchPageTest {
  private final ConsoleServer it = new ConsoleServer();
  private final ConsoleServer.Visitor visitor = it.signIn(ConsoleServer.ALL);

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void anIdLeadsToItsPage() {
    var to = it.subscribe("{}");
    var entry = it.publish("{\"id\":\"dpl-1\",\"type\":\"a.b\"}");
    var delivery = entry.deliveries().getFirst().id().value();
    assertThat(found(delivery)).isEqualTo("/deliveries/" + delivery);
    assertThat(found("dpl-1")).isEqualTo("/events/dpl-1");
    assertThat(found(" " + to.id().value())).isEqualTo("/subscriptions/" + to.id());
  }

  @Test
  void aKnownTypeLeadsToItsEvents() {
    it.subscribe("{\"name\":\"on environment.deploy\"}");
    assertThat(found("environment.deploy")).isEqualTo("/events?type=environment.deploy");
  }

  @Test
  void aPartOfANameLeadsToTheSubscriptions() {
    it.subscribe("{\"name\":\"Pager & more\"}");
    assertThat(found("AGER &")).isEqualTo("/subscriptions?q=AGER%20%26");
  }

  @Test
  void otherTextsAreToldWhatCanBeFound() {
    var page = visitor.get("/search?q=" + Frame.encoded("<script>x</script>"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("These lead somewhere", "&lt;script&gt;")
        .doesNotContain("<script>x");
    assertThat(visitor.get("/search").body()).doesNotContain("Nothing here is called");
  }

  @Test
  void whatMayNotBeSeenIsNotFound() {
    var to = it.subscribe("{\"name\":\"Pager\"}");
    var entry = it.publish("{\"id\":\"dpl-1\",\"type\":\"a.b\"}");
    var other = new OrganizationId("other");
    it.core.organizations().create(other, "Other");
    it.publish(other, "{\"id\":\"theirs\",\"type\":\"a.b\"}");
    assertThat(visitor.get("/search?q=theirs").statusCode()).isEqualTo(200);

    var reader = it.signIn("events:read");
    var delivery = entry.deliveries().getFirst().id().value();
    assertThat(reader.get("/search?q=" + delivery).statusCode()).isEqualTo(200);
    assertThat(reader.get("/search?q=" + to.id()).statusCode()).isEqualTo(200);
    assertThat(reader.get("/search?q=Pager").statusCode()).isEqualTo(200);
    assertThat(reader.get("/search?q=dpl-1").statusCode()).isEqualTo(303);
  }

  private String found(String text) {
    var answer = visitor.get("/search?q=" + Frame.encoded(text));
    assertThat(answer.statusCode()).as(text).isEqualTo(303);
    return answer.headers().firstValue("Location").orElse("").replace(ConsoleServer.HOME, "");
  }
}
