package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as a move sees it: rows of cells in the order of the table's key.
 *
 * @param columns all of them, in the order of the statements
 */
record MovedTable(String name, List<Column> columns) {
  // STRICT tables: the type that is named is the type that is stored.
  private static final String ALL =
      """
      SELECT m.name, c.name, c.type, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'flyway_schema_history'
      ORDER BY m.name, c.cid
      """;

  MovedTable {
    columns = List.copyOf(columns);
  }

  /**
   * A column.
   *
   * @param inKey its place in the key, from 1; 0 if it isn't in it
   */
  record Column(String name, Cell.Kind kind, long inKey) {}

  private record Found(String table, Column column) {}

  /** Every table of this SQLite database, so that none is forgotten when a migration adds one. */
  static List<MovedTable> all(Session sqlite) throws SQLException {
    Map<String, List<Column>> tables = new LinkedHashMap<>();
    for (var found : sqlite.on(ALL).list(MovedTable::found)) {
      tables.computeIfAbsent(found.table(), name -> new ArrayList<>()).add(found.column());
    }
    return tables.entrySet().stream().map(t -> new MovedTable(t.getKey(), t.getValue())).toList();
  }

  private static Found found(Row row) throws SQLException {
    var table = row.text();
    var column = row.text();
    var kind =
        switch (row.text()) {
          case "INTEGER" -> Cell.Kind.NUMBER;
          case "TEXT" -> Cell.Kind.TEXT;
          case "BLOB" -> Cell.Kind.BYTES;
          default -> throw new IllegalStateException("a type that isn't known: " + column);
        };
    return new Found(table, new Column(column, kind, row.number()));
  }

  /** The columns of its key, which hold numbers; none of a table that has one row or none. */
  List<String> key() {
    return columns.stream()
        .filter(column -> column.inKey() > 0)
        .sorted(Comparator.comparingLong(Column::inKey))
        .map(this::keyed)
        .toList();
  }

  private String keyed(Column column) {
    if (column.kind() != Cell.Kind.NUMBER) {
      throw new IllegalStateException("the key of " + name + " isn't made of numbers");
    }
    return column.name();
  }

  boolean keyed() {
    return !key().isEmpty();
  }

  /** Reads all columns of a row that {@link #page} found. */
  List<Cell> cells(Row row) throws SQLException {
    var cells = new ArrayList<Cell>(columns.size());
    for (var column : columns) {
      cells.add(column.kind().read(row));
    }
    return cells;
  }

  /** The key among a row's cells. */
  List<Long> key(List<Cell> cells) {
    var key = new ArrayList<Long>();
    for (var name : key()) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equals(name) && cells.get(i) instanceof Cell.Whole whole) {
          key.add(whole.number());
        }
      }
    }
    return key;
  }

  /** Some rows behind a key, in order; all rows if there is none. */
  String page() {
    if (!keyed()) {
      return "SELECT %s FROM %s ORDER BY %s".formatted(names(), name, names());
    }
    var key = String.join(", ", key());
    return "SELECT %s FROM %s WHERE (%s) > (%s) ORDER BY %s LIMIT ?"
        .formatted(names(), name, key, places(key().size()), key);
  }

  /** The last key, if there is a row. */
  String last() {
    return "SELECT %s FROM %s ORDER BY %s DESC LIMIT 1"
        .formatted(String.join(", ", key()), name, String.join(" DESC, ", key()));
  }

  String insert() {
    return "INSERT INTO %s (%s) VALUES (%s)".formatted(name, names(), places(columns.size()));
  }

  String count() {
    return "SELECT COUNT(*) FROM " + name;
  }

  private String names() {
    return String.join(", ", columns.stream().map(Column::name).toList());
  }

  private static String places(int many) {
    return "?" + ", ?".repeat(many - 1);
  }
}
