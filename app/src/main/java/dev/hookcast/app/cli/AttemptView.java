package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Pretty;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows one attempt as the talk that it was: {@code >} what was sent, {@code <} what came back. */
final class AttemptView {
  private static final int LONGEST = 4_000; // characters of a body: about two screens
  private static final String INDENT = "      ";

  private final Session session;

  AttemptView(Session session) {
    this.session = session;
  }

  void print(JsonObject attempt) {
    var outcome = attempt.text("outcome").orElse("");
    session.out().line("");
    session.out().line(headline(attempt, outcome), Style.of(outcome));
    var error = attempt.object("error");
    if (!error.members().isEmpty()) {
      var code = error.text("code").orElse("error");
      session.out().line("  " + code + error.text("detail").map(d -> ": " + d).orElse(""));
    }
    timing(attempt.object("timing"));
    attempt.get("request").ifPresent(r -> request(attempt.object("request")));
    if (attempt.get("response").filter(JsonObject.class::isInstance).isPresent()) {
      response(attempt.object("response"));
    } else {
      session.out().line("  < nothing came back");
    }
  }

  private static String headline(JsonObject attempt, String outcome) {
    var number = attempt.integer("number").orElse(0);
    var trigger = attempt.text("trigger").filter(t -> !t.equals("automatic"));
    var took = attempt.integer("duration_ms");
    return "Attempt "
        + number
        + ": "
        + outcome
        + trigger.map(t -> ", " + t).orElse("")
        + attempt.text("at").map(at -> ", " + at).orElse("")
        + (took.isPresent() ? ", " + took.getAsLong() + " ms" : "");
  }

  private void timing(JsonObject timing) {
    var spent =
        timing.members().entrySet().stream()
            .map(e -> e.getKey().replace("_ms", "") + " " + session.line(e.getValue()) + " ms")
            .collect(Collectors.joining(", "));
    if (!spent.isEmpty()) {
      session.out().line("  " + spent, Style.FAINT);
    }
  }

  private void request(JsonObject request) {
    var method = request.text("method").orElse("");
    session.out().line("  > " + method + " " + request.text("url").orElse(""));
    headers(request.object("headers"));
    body(request);
  }

  private void response(JsonObject response) {
    session.out().line("  < " + session.line(response.get("status").orElse(Json.of(""))));
    headers(response.object("headers"));
    body(response);
  }

  private void headers(JsonObject headers) {
    headers
        .members()
        .forEach(
            (name, value) ->
                values(value)
                    .forEach(v -> session.out().line("    " + name + ": " + session.line(v))));
  }

  private static List<Json> values(Json value) {
    return value instanceof JsonArray several ? several.items() : List.of(value);
  }

  private void body(JsonObject message) {
    var body = message.text("body").orElse("");
    if (body.isEmpty()) {
      return;
    }
    session.out().line("");
    if (message.text("body_encoding").filter("base64"::equals).isPresent()) {
      session.out().line(INDENT + "(not text; --json has it as base64)", Style.FAINT);
      return;
    }
    var laidOut = laidOut(body);
    int end = end(laidOut);
    session.out().block(laidOut.substring(0, end), INDENT);
    if (end < laidOut.length()) {
      int more = laidOut.length() - end;
      note(String.format(Locale.ROOT, "%,d more characters; --json has them", more));
    }
    if (message.bool("truncated").orElse(false)) {
      note("cut when it was kept");
    }
  }

  private static int end(String body) {
    if (body.length() <= LONGEST) {
      return body.length();
    }
    boolean half = Character.isHighSurrogate(body.charAt(LONGEST - 1));
    return half ? LONGEST - 1 : LONGEST;
  }

  private void note(String text) {
    session.out().line(INDENT + "(" + text + ")", Style.FAINT);
  }

  private String laidOut(String body) {
    try {
      return new Pretty(session.format()).text(session.format().read(Bytes.utf8(body)));
    } catch (InvalidInput e) {
      return body;
    }
  }
}
