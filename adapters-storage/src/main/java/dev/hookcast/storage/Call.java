package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement that gets its parameters from the left to the right and is then executed. */
final class Call {
  private final Optional<PreparedStatement> statement;
  private final Values values;
  private final Letters letters;
  private int parameter;

  private Call(Optional<PreparedStatement> statement, Values values, Letters letters) {
    this.statement = statement;
    this.values = values;
    this.letters = letters;
  }

  static Call of(PreparedStatement statement, Letters letters) {
    return new Call(Optional.of(statement), new Bound(statement, letters), letters);
  }

  /** One that only gets parameters, and isn't executed. */
  static Call toFill(Values values) {
    return new Call(Optional.empty(), values, Letters.ALL);
  }

  /** The same statement, to get its parameters anew. */
  Call again() {
    parameter = 0;
    return this;
  }

  Call with(long number) throws SQLException {
    values.number(++parameter, number);
    return this;
  }

  Call with(boolean flag) throws SQLException {
    return with(flag ? 1L : 0L);
  }

  Call with(Instant time) throws SQLException {
    return with(Nanos.of(time));
  }

  Call with(String text) throws SQLException {
    values.text(++parameter, text);
    return this;
  }

  Call with(Bytes bytes) throws SQLException {
    values.bytes(++parameter, bytes.array());
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

  /** An array, of a type as SQL calls it. */
  Call withArray(String type, @Nullable Object[] elements) throws SQLException {
    var array = statement().getConnection().createArrayOf(type, elements);
    statement().setArray(++parameter, array);
    return this;
  }

  Call withNumbers(Collection<Long> numbers) throws SQLException {
    return withArray("bigint", numbers.toArray(Long[]::new));
  }

  /** Executes, and says how many rows it concerned. */
  int update() throws SQLException {
    return statement().executeUpdate();
  }

  /** Keeps the parameters for {@link #updateAll}, and is ready for the next ones. */
  void add() throws SQLException {
    statement().addBatch();
    again();
  }

  /** Executes once for each {@link #add}. */
  void updateAll() throws SQLException {
    statement().executeBatch();
  }

  /** The rows while they come, so many at once; to be closed. */
  Rows rows(int atOnce) throws SQLException {
    statement().setFetchSize(atOnce);
    return new Rows(statement().executeQuery(), letters);
  }

  <T> List<T> list(Row.Reader<T> reader) throws SQLException {
    var found = new ArrayList<T>();
    try (var result = statement().executeQuery()) {
      var row = new Row(result, letters);
      while (result.next()) {
        found.add(reader.read(row.next()));
      }
    }
    return found;
  }

  <T> Optional<T> first(Row.Reader<T> reader) throws SQLException {
    try (var result = statement().executeQuery()) {
      return result.next() ? Optional.of(reader.read(new Row(result, letters))) : Optional.empty();
    }
  }

  private PreparedStatement statement() {
    return statement.orElseThrow(() -> new IllegalStateException("a row isn't executed by itself"));
  }

  private Call withNull(int type) throws SQLException {
    values.none(++parameter, type);
    return this;
  }
}
