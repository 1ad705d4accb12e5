package dev.hookcast.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A connection with the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Map<String, Call> calls = new HashMap<>();

  /** Takes the connection over and runs everything on it in transactions. */
  Session(Connection connection) throws SQLException {
    this.connection = connection;
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
      known = new Call(connection.prepareStatement(sql));
      calls.put(sql, known);
    }
    return known.again();
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  /** Closes the connection and with it all its statements. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
