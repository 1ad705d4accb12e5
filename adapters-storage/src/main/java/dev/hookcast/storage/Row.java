package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One row of a result, read column by column from the left. */
final class Row {
  private final ResultSet result;
  private final Letters letters;
  private int column;

  Row(ResultSet result, Letters letters) {
    this.result = result;
    this.letters = letters;
  }

  /** Makes something of a row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  /** The same reader, starting at the first column of the next row. */
  Row next() {
    column = 0;
    return this;
  }

  long number() throws SQLException {
    return result.getLong(++column);
  }

  boolean flag() throws SQLException {
    return result.getBoolean(++column);
  }

  Instant time() throws SQLException {
    return Nanos.instant(number());
  }

  String text() throws SQLException {
    return letters.read(Objects.requireNonNull(result.getString(++column)));
  }

  Bytes bytes() throws SQLException {
    return Bytes.of(Objects.requireNonNull(result.getBytes(++column)));
  }

  Optional<Long> numberIfAny() throws SQLException {
    long value = number();
    return result.wasNull() ? Optional.empty() : Optional.of(value);
  }

  Optional<Instant> timeIfAny() throws SQLException {
    return numberIfAny().map(Nanos::instant);
  }

  Optional<String> textIfAny() throws SQLException {
    return Optional.ofNullable(result.getString(++column)).map(letters::read);
  }

  Optional<Bytes> bytesIfAny() throws SQLException {
    return Optional.ofNullable(result.getBytes(++column)).map(Bytes::of);
  }
}
