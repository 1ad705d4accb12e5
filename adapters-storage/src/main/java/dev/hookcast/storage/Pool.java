package dev.hookcast.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Connections to PostgreSQL. One that is lost is replaced when the server is there again. */
final class Pool implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final HikariDataSource source;
  private final DataSource connections;

  private Pool(HikariDataSource source, DataSource connections) {
    this.source = source;
    this.connections = connections;
  }

  /**
   * Connections for writing, with the isolation that the server gives them.
   *
   * @param silence after which the server ends a transaction
   */
  static Pool writing(
      Postgres postgres, int size, Duration silence, UnaryOperator<DataSource> through) {
    var source = new HikariDataSource(config(postgres, size, silence, "writes"));
    return new Pool(source, through.apply(source));
  }

  /** Connections for reading, each transaction on one view. */
  static Pool reading(
      Postgres postgres, int size, Duration silence, UnaryOperator<DataSource> through) {
    var config = config(postgres, size, silence, "reads");
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    var source = new HikariDataSource(config);
    return new Pool(source, through.apply(source));
  }

  /** One connection for signs of life: rather a new one than waiting long for an answer. */
  static Pool keeping(Postgres postgres, Duration silence, UnaryOperator<DataSource> through) {
    var config = config(postgres, 1, silence, "lease");
    config.addDataSourceProperty("socketTimeout", "5"); // seconds
    var source = new HikariDataSource(config);
    return new Pool(source, through.apply(source));
  }

  /** A session of its own until it is closed; waits for one, but not for long. */
  Session session() throws SQLException {
    return new Session(connections.getConnection(), Vendor.POSTGRESQL);
  }

  @Override
  public void close() {
    source.close();
  }

  private static HikariConfig config(Postgres postgres, int size, Duration silence, String name) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(postgres.url());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password().reveal());
    postgres.driver().forEach(config::addDataSourceProperty);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(LONGEST_WAIT.toMillis());
    config.setAutoCommit(false);
    config.setConnectionInitSql(limits(silence));
    config.setInitializationFailTimeout(-1); // whoever asks first is told
    return config;
  }

  // What the other end doesn't hear of any more it ends by itself: else a row that was held when
  // the network went would be held for hours. And no plan is kept: one that was made for tables
  // with
  // hardly anything in them reads them from end to end until the server learns how they have grown.
  private static String limits(Duration silence) {
    return """
    SET statement_timeout = '20s'; SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = %d; SET plan_cache_mode = force_custom_plan
    """
        .formatted(silence.toMillis());
  }
}
