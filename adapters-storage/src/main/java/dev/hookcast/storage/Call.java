package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A statement that gets its parameters from the left to the right and is then executed. */
final class Call {
  private final PreparedStatement statement;
  private int parameter;

  Call(PreparedStatement statement) {
    this.statement = statement;
  }

  /** The same statement, to get its parameters anew. */
  Call again() {
    parameter = 0;
    return this;
  }

  Call with(long number) throws SQLException {
    statement.setLong(++parameter, number);
    return this;
  }

  Call with(boolean flag) throws SQLException {
    return with(flag ? 1L : 0L);
  }

  Call with(Instant time) throws SQLException {
    return with(Nanos.of(time));
  }

  Call with(String text) throws SQLException {
    statement.setString(++parameter, text);
    return this;
  }

  Call with(Bytes bytes) throws SQLException {
    statement.setBytes(++parameter, bytes.array());
    return this;
  }

  Call withNumber(Optional<Long> number) throws SQLException {
    return number.isPresent() ? with(number.get().longValue()) : withNull(Types.BIGINT);
  }

  Call withTime(Optional<Instant> time) throws SQLException {
    return time.isPresent() ? with(time.get()) : withNull(Types.BIGINT);
  }

  Call withText(Optional<String> text) throws SQLException {
    return text.isPresent() ? with(text.get()) : withNull(Types.VARCHAR);
  }

  Call withBytes(Optional<Bytes> bytes) throws SQLException {
    return bytes.isPresent() ? with(bytes.get()) : withNull(Types.VARBINARY);
  }

  /** Executes, and says how many rows it concerned. */
  int update() throws SQLException {
    return statement.executeUpdate();
  }

  <T> List<T> list(Row.Reader<T> reader) throws SQLException {
    var found = new ArrayList<T>();
    try (var result = statement.executeQuery()) {
      var row = new Row(result);
      while (result.next()) {
        found.add(reader.read(row.next()));
      }
    }
    return found;
  }

  <T> Optional<T> first(Row.Reader<T> reader) throws SQLException {
    try (var result = statement.executeQuery()) {
      return result.next() ? Optional.of(reader.read(new Row(result))) : Optional.empty();
    }
  }

  private Call withNull(int type) throws SQLException {
    statement.setNull(++parameter, type);
    return this;
  }
}
