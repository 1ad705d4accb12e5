package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows subscriptions. */
final class SubscriptionView {
  private static final Set<String> SHOWN_FIRST =
      Set.of("id", "name", "enabled", "options", "filter", "warnings");

  private final Session session;

  SubscriptionView(Session session) {
    this.session = session;
  }

  static Listing listing() {
    return new Listing(
        "subscriptions",
        List.of(
            Column.id("ID"),
            Column.of("NAME"),
            Column.of("STATE"),
            Column.of("SINK"),
            Column.of("DIALECT"),
            Column.of("URL")),
        s ->
            List.of(
                Cell.of(s.text("id").orElse("")),
                Cell.of(s.text("name").orElse("")),
                Cell.word(state(s)),
                Cell.of(s.text("sink").orElse("")),
                Cell.of(s.text("dialect").orElse("")),
                Cell.of(s.object("options").text("url").orElse("") + flag(s))));
  }

  private static String flag(JsonObject subscription) {
    boolean verified = subscription.object("options").bool("ssl_verify").orElse(true);
    return verified ? "" : " (TLS not verified)";
  }

  /** Prints one whole, under a headline that says what happened to it. */
  void print(String headline, JsonObject subscription) {
    var name = subscription.text("name").filter(n -> !n.isEmpty()).map(n -> "  " + n).orElse("");
    session.out().line(headline + subscription.text("id").orElse("") + name, Style.STRONG);
    var fields = new ArrayList<Field>();
    fields.add(new Field("state", Cell.word(state(subscription))));
    subscription
        .members()
        .forEach((n, value) -> addUnless(SHOWN_FIRST.contains(n), fields, n, value));
    subscription.object("options").members().forEach((n, value) -> add(fields, n, value));
    subscription.object("filter").members().forEach((n, value) -> add(fields, n, value));
    session.out().fields(fields);
    subscription
        .object("options")
        .text("secret")
        .ifPresent(s -> session.out().note("The secret is shown this once: keep it now."));
    Session.objects(subscription.array("warnings")).forEach(this::warn);
  }

  private void warn(JsonObject warning) {
    session
        .out()
        .note("warning: " + warning.text("detail").or(() -> warning.text("code")).orElse(""));
  }

  private void addUnless(boolean shown, List<Field> fields, String name, Json value) {
    if (!shown) {
      add(fields, name, value);
    }
  }

  private void add(List<Field> fields, String name, Json value) {
    var text = session.line(value);
    if (!text.isEmpty()) {
      fields.add(Field.of(name.replace('_', ' '), text));
    }
  }

  private static String state(JsonObject subscription) {
    return subscription.bool("enabled").orElse(true) ? "active" : "paused";
  }
}
