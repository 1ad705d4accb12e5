package dev.hookcast.http.console.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.http.console.ConsoleServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsPagesTest {
  private static final String EVENT =
      """
      {"id":"dpl-1","type":"environment.deploy","status":"failed","log":"<script>x</script>",
       "scope":{"project":{"name":"Shop <b>"},"environment":{"name":"production"}}}
      """;

  private final ConsoleServer it = new ConsoleServer();

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void anEmptyListSaysHowToPublish() {
    assertThat(it.signIn(ConsoleServer.ALL).get("/events").body())
        .contains("No event yet", "hookcast events publish --type environment.deploy");
  }

  @Test
  void theListIsNarrowedByWhatTheFormAsks() {
    it.publish(EVENT);
    var visitor = it.signIn("events:read");
    assertThat(visitor.get("/events").body()).contains("Shop &lt;b&gt; / production", "Failed");
    assertThat(visitor.get("/events?type=environment.deploy&status=failed").body())
        .contains("/events/dpl-1");
    assertThat(visitor.get("/events?project=Shop").body()).contains("No event is like that");
    assertThat(visitor.get("/events?environment=production").body()).contains("/events/dpl-1");
    assertThat(visitor.get("/events?type=Deploy").statusCode()).isEqualTo(422);
  }

  @Test
  void anEventSaysWhoWantedItAndWhoDidNot() {
    it.subscribe("{\"name\":\"Wants it\"}");
    it.subscribe("{\"name\":\"Wants others\",\"filter\":{\"events\":[\"build.create\"]}}");
    it.publish(EVENT);
    var page = it.signIn(ConsoleServer.ALL).get("/events/dpl-1").body();
    assertThat(page)
        .contains("Wants it", "Matched: all that", "Wants others", "Skipped: the event type")
        .contains("Delivered", "&lt;script&gt;")
        .doesNotContain("<script>x");
    assertThat(page.indexOf("Matched: all")).isLessThan(page.indexOf("Skipped: the"));
  }

  @Test
  void withoutTheScopeForPayloadsTheDocumentIsNotShown() {
    it.publish(EVENT);
    var page = it.signIn("events:read deliveries:read").get("/events/dpl-1").body();
    assertThat(page).contains("payloads:read").doesNotContain("&lt;script&gt;", "occurred_at");
  }

  @Test
  void withoutTheScopeForDeliveriesNoneAreShown() {
    it.subscribe("{}");
    var made = it.publish(EVENT).deliveries().getFirst().id().value();
    assertThat(it.signIn("events:read").get("/events/dpl-1").body()).doesNotContain(made);
    assertThat(it.signIn("deliveries:read").get("/events/dpl-1").statusCode()).isEqualTo(403);
  }

  @Test
  void anotherOrganizationsEventIsNotFound() {
    var other = new OrganizationId("other");
    it.core.organizations().create(other, "Other");
    it.publish(other, EVENT);
    var visitor = it.signIn(ConsoleServer.ALL);
    assertThat(visitor.get("/events/dpl-1").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/events/a.b").statusCode()).isEqualTo(404);
    assertThat(visitor.get("/events").body()).doesNotContain("dpl-1");
  }

  @Test
  void anEventWhosePayloadHasExpiredSaysSo() {
    it.publish(EVENT);
    while (it.store.expire(new EventStore.Expiry(Instant.MIN, Instant.MAX), 100)) {
      // until there is no more
    }
    assertThat(it.signIn(ConsoleServer.ALL).get("/events/dpl-1").body())
        .contains("Its payload has expired", "It has expired");
  }
}
