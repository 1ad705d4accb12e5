package dev.hookcast.storage;

import java.sql.SQLException;

/**
 * The count of what has changed of subscriptions, organizations and tokens. Whoever changes
 * something takes the next number in the same transaction and holds it until that ends: so whoever
 * sees a number sees all before it.
 */
final class Changes {
  private static final String NEXT = "UPDATE change SET number = number + 1 RETURNING number";
  private static final String LATEST = "SELECT number FROM change";

  private Changes() {}

  static long next(Session session) throws SQLException {
    return session.on(NEXT).first(Row::number).orElseThrow();
  }

  static long latest(Session session) throws SQLException {
    return session.on(LATEST).first(Row::number).orElseThrow();
  }
}
