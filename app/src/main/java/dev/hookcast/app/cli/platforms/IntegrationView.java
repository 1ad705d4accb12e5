package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Shows integrations and their activities in the tables of Platform.sh's client. */
record IntegrationView(Session session) {
  private static final String LINKS = "_links";

  /** What one is, in a few words. */
  static String summary(JsonObject integration) {
    return "URL: " + integration.text("url").orElse("");
  }

  void list(List<JsonObject> all) {
    var table = new Table(List.of(Column.id("ID"), Column.of("Type"), Column.of("Summary")));
    all.forEach(i -> table.add(cells(Integrations.id(i), type(i), summary(i))));
    print(table, "No integrations found.");
  }

  void properties(JsonObject integration) {
    var table = new Table(List.of(Column.id("Property"), Column.id("Value")));
    integration
        .without(LINKS)
        .members()
        .forEach((name, value) -> table.add(cells(name, session.line(value))));
    session.out().table(table);
  }

  void activities(List<JsonObject> all) {
    var titles = Stream.of("Created", "Description", "State", "Result").map(Column::of);
    var table = new Table(Stream.concat(Stream.of(Column.id("ID")), titles).toList());
    all.forEach(
        a ->
            table.add(
                Stream.of("id", "created_at", "description", "state", "result")
                    .map(name -> a.text(name).orElse(""))
                    .map(Cell::of)
                    .toList()));
    print(table, "No activities found.");
  }

  /** As Platform.sh's client names one: its id, and the type behind it. */
  static String named(JsonObject integration) {
    return Integrations.id(integration) + " (type: " + type(integration) + ")";
  }

  static String type(JsonObject integration) {
    return integration.text("type").orElse("");
  }

  private void print(Table table, String none) {
    Output out = session.out();
    if (table.isEmpty()) {
      out.note(none);
    } else {
      out.table(table);
    }
  }

  private static List<Cell> cells(String... texts) {
    return Stream.of(texts).map(Cell::of).toList();
  }
}
