package dev.hookcast.http.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.http.console.ConsoleServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverviewPageTest {
  private final ConsoleServer it = new ConsoleServer();

  @AfterEach
  void close() {
    it.close();
  }

  @Test
  void whoIsNewHereIsToldTheFirstSteps() {
    var visitor = it.signIn(ConsoleServer.ALL);
    assertThat(visitor.get("").body())
        .contains("First steps", "hookcast subscriptions create --url", "hookcast events publish");
    it.subscribe("{}");
    assertThat(visitor.get("").body()).contains("First steps").doesNotContain("create --url");
    it.publish("{\"type\":\"a.b\"}");
    assertThat(visitor.get("").body()).doesNotContain("First steps");
  }

  @Test
  void theLastHourStandsInNumbersAndAsATable() {
    it.subscribe("{\"retry\":{\"schedule\":[\"PT1H\"],\"jitter\":0}}");
    it.publish("{\"type\":\"a.b\"}");
    it.sink.answer(new Outcome.Retry("busy", Optional.empty()));
    it.publish("{\"type\":\"a.b\"}");
    var page = it.signIn(ConsoleServer.ALL).get("").body();
    assertThat(page)
        .contains("50.0 %", "1 arrived, 1 failed", "every 2s", "08:00 UTC: 1 arrived, 1 failed")
        .containsPattern("Waiting now</p><p class=\"figure\">1<")
        .containsPattern("Events accepted</p><p class=\"figure\">2<");
  }

  @Test
  void whatNeedsAttentionStandsFirstTheMostUrgentOnTop() {
    var held = it.subscribe("{\"name\":\"Held <b>\"}");
    it.core.subscriptions().pause(ConsoleServer.ORG, held.id());
    it.subscribe("{\"name\":\"Gone\"}");
    it.sink.answer(new Outcome.Gone("the receiver is gone"));
    it.publish("{\"type\":\"a.b\"}");
    var page = it.signIn(ConsoleServer.ALL).get("").body();
    assertThat(page).contains("Paused by Hookcast", "the receiver is gone", "Held &lt;b&gt;");
    assertThat(page.indexOf("Paused by Hookcast")).isLessThan(page.indexOf("Somebody paused it"));
    assertThat(page.indexOf("Somebody paused it")).isLessThan(page.indexOf("Attempts per minute"));
  }

  @Test
  void subscriptionsAreNamedToThoseWhoMaySeeThemOnly() {
    var held = it.subscribe("{\"name\":\"Held\"}");
    it.core.subscriptions().pause(ConsoleServer.ORG, held.id());
    assertThat(it.signIn("deliveries:read").get("").body()).doesNotContain("Held");
    assertThat(it.signIn("events:read").get("").statusCode()).isEqualTo(403);
  }
}
