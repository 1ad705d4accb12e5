package dev.hookcast.faults;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a store says after a run.
 *
 * @param integrity SQLite's own finding, or ok
 * @param events the ids of all events, in the order of their numbers
 * @param strays how many rows belong to something that isn't there
 */
record Books(String integrity, List<String> events, List<Entry> deliveries, long strays) {
  /** A delivery. */
  record Entry(
      String id, String event, long subscription, String state, int count, List<Try> attempts) {
    boolean ended() {
      return !state.equals("waiting") && !state.equals("sending");
    }

    long interruptions() {
      return attempts.stream().filter(a -> a.outcome().equals("interrupted")).count();
    }

    /** Attempts of which nobody here knows whether the request arrived. */
    long unanswered() {
      return attempts.stream().filter(a -> !a.answered() || a.late()).count();
    }

    /** True if nobody waited any more for the outcome of this attempt. */
    boolean abandoned(int number) {
      return attempts.stream()
          .anyMatch(a -> a.number() == number && (a.late() || a.outcome().equals("interrupted")));
    }
  }

  /** An attempt; {@code answered} if it has a response. */
  record Try(int number, String outcome, boolean answered) {
    boolean late() {
      return outcome.equals("late");
    }
  }

  private static final String DELIVERIES =
      """
      SELECT d.number, d.id, e.id, d.subscription, d.state, d.attempts
      FROM delivery d JOIN event e ON e.number = d.event ORDER BY d.number
      """;

  private static final String ATTEMPTS =
      """
      SELECT delivery, number, outcome, response_status IS NOT NULL FROM attempt
      ORDER BY delivery, number
      """;

  private static final String STRAYS =
      """
      SELECT (SELECT COUNT(*) FROM attempt WHERE delivery NOT IN (SELECT number FROM delivery))
        + (SELECT COUNT(*) FROM delivery WHERE event NOT IN (SELECT number FROM event))
      """;

  /** Reads a store that no service has open. */
  static Books of(Path data) throws SQLException {
    try (var connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve("hookcast.db"))) {
      return read(connection, integrity(connection));
    }
  }

  /** Reads a PostgreSQL database, which looks after itself. */
  static Books of(String url) throws SQLException {
    try (var connection = DriverManager.getConnection(url)) {
      return read(connection, "ok");
    }
  }

  private static Books read(Connection connection, String integrity) throws SQLException {
    var attempts = new HashMap<Long, List<Try>>();
    each(
        connection,
        ATTEMPTS,
        row ->
            attempts
                .computeIfAbsent(row.getLong(1), n -> new ArrayList<>())
                .add(new Try(row.getInt(2), row.getString(3), row.getBoolean(4))));
    var deliveries = new ArrayList<Entry>();
    each(connection, DELIVERIES, row -> deliveries.add(entry(row, attempts)));
    var events = new ArrayList<String>();
    each(connection, "SELECT id FROM event ORDER BY number", row -> events.add(row.getString(1)));
    var strays = new AtomicLong();
    each(connection, STRAYS, row -> strays.set(row.getLong(1)));
    return new Books(integrity, events, deliveries, strays.get());
  }

  private static String integrity(Connection connection) throws SQLException {
    var integrity = new ArrayList<String>();
    each(connection, "PRAGMA integrity_check", row -> integrity.add(row.getString(1)));
    return String.join("; ", integrity);
  }

  private static Entry entry(ResultSet row, Map<Long, List<Try>> attempts) throws SQLException {
    var bits = ByteBuffer.wrap(row.getBytes(2));
    return new Entry(
        new UUID(bits.getLong(), bits.getLong()).toString(),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getInt(6),
        attempts.getOrDefault(row.getLong(1), List.of()));
  }

  private interface Reader {
    void read(ResultSet row) throws SQLException;
  }

  private static void each(Connection connection, String sql, Reader reader) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }
}
