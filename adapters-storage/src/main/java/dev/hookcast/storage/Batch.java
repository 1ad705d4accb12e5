package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for one statement that takes an array for each of their columns, {@code UNNEST(?, ?, …)}:
 * PostgreSQL's way.
 */
final class Batch {
  /** What a column holds. */
  enum Type {
    NUMBER("bigint"),
    TEXT("text"),
    BYTES("bytea");

    private final String name;

    Type(String name) {
      this.name = name;
    }
  }

  private record Column(Type type, List<@Nullable Object> values) {
    /** Of the elements' own type: the driver asks for it. */
    @Nullable Object[] array() {
      return switch (type) {
        case NUMBER -> values.toArray(new Long[0]);
        case TEXT -> values.toArray(new String[0]);
        case BYTES -> values.toArray(new byte[0][]);
      };
    }
  }

  private final List<Column> columns = new ArrayList<>();
  private int rows;

  Batch(Type... types) {
    for (var type : types) {
      columns.add(new Column(type, new ArrayList<>()));
    }
  }

  /** A new row, which gets its values as a statement would. */
  Call row() {
    rows++;
    return Call.toFill(new Last());
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /** The statement with the columns as its first parameters. */
  Call on(Session session, String sql) throws SQLException {
    var call = session.on(sql);
    for (var column : columns) {
      call.withArray(column.type().name, column.array());
    }
    return call;
  }

  /** The row at the end. */
  private final class Last implements Values {
    @Override
    public void number(int place, long number) {
      put(place, number);
    }

    @Override
    public void text(int place, String text) {
      put(place, Vendor.POSTGRESQL.letters().write(text));
    }

    @Override
    public void bytes(int place, byte[] bytes) {
      put(place, bytes);
    }

    @Override
    public void none(int place, int type) {
      put(place, null);
    }

    private void put(int place, @Nullable Object value) {
      columns.get(place - 1).values().add(value);
    }
  }
}
