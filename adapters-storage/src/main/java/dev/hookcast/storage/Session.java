package dev.hookcast.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Vendor vendor;
  private final Map<String, Call> calls = new HashMap<>();

  /** Takes the connection over and runs everything on it in transactions. */
  Session(Connection connection, Vendor vendor) throws SQLException {
    this.connection = connection;
    this.vendor = vendor;
    connection.setAutoCommit(false);
  }

  /** Something to do within a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** The statement, ready to get its parameters; it must not be in use already. */
  Call on(String sql) throws SQLException {
    var known = calls.get(sql);
    if (known == null) {
      known = Call.of(connection.prepareStatement(sql), vendor.letters());
      calls.put(sql, known);
    }
    return known.again();
  }

  /** Whose SQL it speaks. */
  Vendor vendor() {
    return vendor;
  }

  /**
   * Keeps the row that the query finds as it is until the transaction ends, unless nobody else can
   * write anyway.
   *
   * @param sql finds one row by a number, and says how it is held
   */
  void hold(String sql, long number) throws SQLException {
    if (vendor.shared()) {
      on(sql).with(number).first(Row::number);
    }
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /** Gives the connection back to where it came from; what isn't committed is undone. */
  void abandon() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The pool has noticed, and replaces it.
    }
  }

  /** Closes the connection and with it all its statements. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
