package dev.hookcast.storage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of a result, one after the other, so that not all of them are in memory. */
final class Rows implements AutoCloseable {
  private final ResultSet result;
  private final Row row;

  Rows(ResultSet result, Letters letters) {
    this.result = result;
    this.row = new Row(result, letters);
  }

  /** Goes to the next row; returns false if there is none. */
  boolean next() throws SQLException {
    row.next();
    return result.next();
  }

  /** The row that it is at. */
  Row row() {
    return row;
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }
}
