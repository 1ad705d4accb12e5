package dev.hookcast.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The values of a statement that is executed for one row. */
record Bound(PreparedStatement statement, Letters letters) implements Values {
  @Override
  public void number(int place, long number) throws SQLException {
    statement.setLong(place, number);
  }

  @Override
  public void text(int place, String text) throws SQLException {
    statement.setString(place, letters.write(text));
  }

  @Override
  public void bytes(int place, byte[] bytes) throws SQLException {
    statement.setBytes(place, bytes);
  }

  @Override
  public void none(int place, int type) throws SQLException {
    statement.setNull(place, type);
  }
}
