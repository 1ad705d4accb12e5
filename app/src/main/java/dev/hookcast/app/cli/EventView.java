package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Pretty;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows events. */
final class EventView {
  private final Session session;

  EventView(Session session) {
    this.session = session;
  }

  static Listing listing() {
    return new Listing(
        "events",
        List.of(
            Column.id("ID"),
            Column.of("TYPE"),
            Column.of("STATUS"),
            Column.id("OCCURRED"),
            Column.of("WHERE")),
        e ->
            List.of(
                Cell.of(e.text("id").orElse("")),
                Cell.of(e.text("type").orElse("")),
                Cell.word(e.text("status").orElse("")),
                Cell.of(e.text("occurred_at").orElse("")),
                Cell.of(where(e.object("scope")))));
  }

  /** Prints one whole, with its deliveries. */
  void print(JsonObject event) {
    session
        .out()
        .line(event.text("id").orElse("") + "  " + event.text("type").orElse(""), Style.STRONG);
    var fields = new ArrayList<Field>();
    event
        .without("id")
        .without("type")
        .without("deliveries")
        .members()
        .forEach(
            (name, value) -> {
              if (!(value instanceof JsonObject || value instanceof JsonNull)) {
                var text = session.line(value);
                var cell = name.equals("status") ? Cell.word(text) : Cell.of(text);
                fields.add(new Field(name.replace('_', ' '), cell));
              }
            });
    session.out().fields(fields);
    event
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof JsonObject object) {
                session.out().line("  " + name.replace('_', ' '), Style.FAINT);
                session.out().block(new Pretty(session.format()).text(object), "    ");
              }
            });
    deliveries(event);
  }

  private void deliveries(JsonObject event) {
    var listing = DeliveryView.listing();
    Session.objects(event.array("deliveries")).forEach(listing::add);
    session.out().line("");
    listing.print(session.out());
  }

  private static String where(JsonObject scope) {
    var environments =
        Stream.concat(
            Stream.of(scope.object("environment")),
            Session.objects(scope.array("environments")).stream());
    return Stream.of(
            Stream.of(scope.object("project")),
            environments,
            Stream.of(scope.object("application")))
        .flatMap(s -> s)
        .flatMap(place -> place.text("name").or(() -> place.text("id")).stream())
        .collect(Collectors.joining("/"));
  }
}
