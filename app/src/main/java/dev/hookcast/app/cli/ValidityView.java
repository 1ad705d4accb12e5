package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Style;
import dev.hookcast.core.json.JsonObject;

/** Shows whether a subscription can work. */
final class ValidityView {
  private final Session session;

  ValidityView(Session session) {
    this.session = session;
  }

  void print(String id, JsonObject validity) {
    boolean valid = validity.bool("valid").orElse(false);
    session.out().line(id + (valid ? " is valid" : " isn't valid"), Style.STRONG);
    Session.objects(validity.array("errors")).forEach(e -> line("error", e));
    Session.objects(validity.array("warnings")).forEach(w -> line("warning", w));
  }

  private void line(String kind, JsonObject problem) {
    var pointer = problem.text("pointer").filter(p -> !p.isEmpty()).map(p -> p + ": ").orElse("");
    var code = problem.text("code").map(c -> " (" + c + ")").orElse("");
    session.out().line("  " + kind + ": " + pointer + problem.text("detail").orElse("") + code);
  }
}
