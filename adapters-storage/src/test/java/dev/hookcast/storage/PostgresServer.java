package dev.hookcast.storage;

import dev.hookcast.core.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL server for all tests of a JVM. It ends with the JVM. */
public final class PostgresServer {
  /** What databases are made as copies of. */
  private static final String PATTERN = "template1";

  private static final String EMPTY =
      """
      DELETE FROM attempt; DELETE FROM resend; DELETE FROM delivery; DELETE FROM event;
      DELETE FROM subscription; DELETE FROM token; DELETE FROM organization; DELETE FROM node;
      DELETE FROM key_check; DELETE FROM clock; DELETE FROM audit; DELETE FROM audit_chain;
      UPDATE number_block SET next = 1;
      UPDATE change SET number = 0;
      INSERT INTO organization (id) VALUES ('default')
      """;

  private static final AtomicInteger MADE = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = LonePostgres.started();

  private static final Postgres WITH_TABLES = migrated();

  private PostgresServer() {}

  /** An empty database that nobody else has. */
  public static Postgres fresh() {
    return copied(PATTERN);
  }

  /** One that has its tables already, and nothing in them. */
  static Postgres withTables() {
    return copied(WITH_TABLES.database());
  }

  /** Leaves nothing in the tables but what the migrations put there. */
  static void empty(Postgres postgres) {
    execute(postgres, EMPTY);
  }

  static Postgres copied(String from) {
    var name = "hookcast_" + MADE.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + from);
    return named(name);
  }

  static Postgres named(String database) {
    var host = "127.0.0.1:" + SERVER.getPort();
    return new Postgres(host, database, "postgres", new Secret("unasked"), Map.of());
  }

  static void execute(Postgres in, String sql) {
    execute(in.database(), sql);
  }

  private static void execute(String database, String sql) {
    try (var connection =
            DriverManager.getConnection(SERVER.getJdbcUrl("postgres", database), "postgres", "");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static Postgres migrated() {
    var postgres = copied(PATTERN);
    Database.migrate(postgres.name(), Postgres.MIGRATIONS, postgres::migrating);
    return postgres;
  }
}
