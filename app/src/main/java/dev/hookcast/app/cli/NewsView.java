package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Style;
import dev.hookcast.core.Rfc3339;
import dev.hookcast.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows what the service tells live, a line each. */
final class NewsView {
  private final Session session;

  NewsView(Session session) {
    this.session = session;
  }

  void print(JsonObject news) {
    switch (news.text("kind").orElse("")) {
      case "event" -> event(news);
      case "attempt" -> attempt(news);
      case "dropped" ->
          session
              .out()
              .note(
                  news.integer("count").orElse(0)
                      + " lines are missing: they came faster than they were read.");
      default -> {
        // A later service may tell of more.
      }
    }
  }

  private void event(JsonObject event) {
    var status = event.text("status").orElse("");
    long matched = event.integer("matched").orElse(0);
    var goesTo = matched == 1 ? "for 1 subscription" : "for " + matched + " subscriptions";
    line(status, time(event.text("occurred_at")), event.text("type").orElse(""), status, goesTo);
  }

  private void attempt(JsonObject attempt) {
    var outcome = attempt.text("outcome").orElse("");
    line(
        outcome,
        time(attempt.text("at")),
        attempt.text("event_type").orElse(""),
        "→ " + attempt.text("subscription_name").orElse(""),
        outcome,
        attempt.get("status").map(session::line).orElse(""),
        attempt.object("error").text("code").filter(code -> !code.equals("http_status")).orElse(""),
        attempt.integer("duration_ms").orElse(0) + " ms",
        again(attempt).map(wait -> "again in " + wait).orElse(""));
  }

  private void line(String word, String... parts) {
    var text = Stream.of(parts).filter(p -> !p.isEmpty()).collect(Collectors.joining("  "));
    session.out().line(text, Style.of(word));
  }

  private static String time(Optional<String> text) {
    return text.flatMap(Rfc3339::parse)
        .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
        .or(() -> text)
        .orElse("");
  }

  /** How long the wait is that began when the attempt ended. */
  private static Optional<String> again(JsonObject attempt) {
    return attempt
        .text("next_attempt_at")
        .flatMap(Rfc3339::parse)
        .flatMap(next -> ended(attempt).map(end -> Duration.between(end, next)))
        .map(NewsView::rough);
  }

  private static Optional<Instant> ended(JsonObject attempt) {
    return attempt
        .text("at")
        .flatMap(Rfc3339::parse)
        .map(at -> at.plusMillis(attempt.integer("duration_ms").orElse(0)));
  }

  private static String rough(Duration wait) {
    long seconds = Math.max(0, wait.plusMillis(500).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? (seconds + 30) / 60 + " m" : (seconds + 1_800) / 3_600 + " h";
  }
}
