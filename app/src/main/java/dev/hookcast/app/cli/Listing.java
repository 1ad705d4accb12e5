package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Output;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** A list of the API's as a table. For one thread. */
final class Listing {
  private final String what;
  private final Table table;
  private final Function<JsonObject, List<Cell>> row;

  /**
   * An empty list.
   *
   * @param what what is listed, in the plural
   */
  Listing(String what, List<Column> columns, Function<JsonObject, List<Cell>> row) {
    this.what = what;
    this.table = new Table(columns);
    this.row = row;
  }

  void add(JsonObject item) {
    table.add(row.apply(item));
  }

  void print(Output out) {
    if (table.isEmpty()) {
      out.note("No " + what + ".");
    } else {
      out.table(table);
    }
  }
}
