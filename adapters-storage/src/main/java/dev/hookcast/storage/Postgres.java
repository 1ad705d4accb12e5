package dev.hookcast.storage;

import dev.hookcast.core.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A PostgreSQL database, and what its errors mean. Its text never shows the password.
 *
 * @param hosts one or several of {@code host:port}, commas between them
 * @param options the driver's, those of {@link #OPTIONS} only
 */
public record Postgres(
    String hosts, String database, String user, Secret password, Map<String, String> options) {
  /** The driver's options that may be given: those that say how to reach it, and where in it. */
  public static final Set<String> OPTIONS =
      Set.of(
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "channelBinding",
          "currentSchema",
          "targetServerType");

  /** Where the migrations stand on the class path. */
  static final String MIGRATIONS = "classpath:dev/hookcast/storage/migration/postgresql";

  private static final Map<String, String> DRIVER =
      Map.of(
          "ApplicationName", "hookcast",
          "tcpKeepAlive", "true",
          "connectTimeout", "5", // seconds, as are the next
          "loginTimeout", "5",
          "socketTimeout", "30", // above what the server allows a statement
          "cancelSignalTimeout", "5");

  private static final Set<String> DISTURBED =
      Set.of(
          "40001", // serialization_failure
          "40P01", // deadlock_detected
          "55P03"); // lock_not_available

  private static final Set<String> UNABLE =
      Set.of(
          "08", // connection
          "25", // of a transaction's state: read only, say, because it is a replica now
          "53", // resources: full, too many connections
          "57", // an operator stepped in: shut down, cancelled
          "58", // the system
          "F0", // its configuration
          "XX"); // something inside, or damaged

  public Postgres {
    options = Map.copyOf(options);
    if (!OPTIONS.containsAll(options.keySet())) {
      throw new IllegalArgumentException("options that aren't known: " + options.keySet());
    }
  }

  /**
   * The database at this address, {@code postgresql://user:password@host:port/database?options}.
   *
   * @throws IllegalArgumentException with a sentence that shows nothing of it, if it isn't one
   */
  public static Postgres at(String url) {
    return PostgresUrl.read(url);
  }

  /** What an error means for the transaction that it ended. */
  enum Fault {
    /** A statement was wrong; nobody else is concerned. */
    STATEMENT,
    /** Another transaction came in between. Once more is likely to succeed. */
    DISTURBED,
    /** The server can't now, or is out of reach. */
    UNABLE
  }

  static Fault fault(SQLException e) {
    var state = e.getSQLState();
    if (state != null && DISTURBED.contains(state)) {
      return Fault.DISTURBED;
    }
    boolean unable =
        state == null
            || state.length() != 5
            || UNABLE.contains(state.substring(0, 2))
            || e instanceof SQLTransientConnectionException
            || e instanceof SQLNonTransientConnectionException;
    return unable ? Fault.UNABLE : Fault.STATEMENT;
  }

  /** True if a row is there already that there may be only once. */
  static boolean taken(SQLException e) {
    return "23505".equals(e.getSQLState()); // unique_violation
  }

  /** What says that a transaction has to be done again. */
  static SQLException disturbed() {
    return new SQLException("something has changed meanwhile", "40001");
  }

  /** True if it was this connection that failed, and another may do. */
  static boolean lost(SQLException e) {
    var state = e.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("57P"))
        && !(e instanceof SQLTransientConnectionException); // the pool has none to give
  }

  /** A connection without a pool. */
  Session session() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password.reveal());
    driver().forEach(properties::setProperty);
    return new Session(DriverManager.getConnection(url(), properties), Vendor.POSTGRESQL);
  }

  /** Lets Flyway reach it, without the limits of time: an index over much takes long. */
  FluentConfiguration migrating(FluentConfiguration flyway) {
    var patient = driver();
    patient.remove("socketTimeout");
    return flyway.dataSource(url(), user, password.reveal()).jdbcProperties(patient);
  }

  /** All of the driver's options but who it is. */
  Map<String, String> driver() {
    var all = new HashMap<>(DRIVER);
    all.putAll(options);
    return all;
  }

  String url() {
    return "jdbc:postgresql://" + hosts + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
  }

  /** For people. */
  String name() {
    return hosts + "/" + database;
  }
}
