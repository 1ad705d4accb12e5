package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/** A schema of its own in a PostgreSQL database, for a store that is thrown away afterwards. */
public final class Scratch implements AutoCloseable {
  private final Postgres postgres;
  private final String schema;

  private Scratch(Postgres postgres, String schema) {
    this.postgres = postgres;
    this.schema = schema;
  }

  /**
   * Makes a schema that wasn't there.
   *
   * @throws StoreFailure if the database can't be reached, or doesn't allow it
   */
  public static Scratch in(Postgres postgres, RandomGenerator chance) {
    var schema = "hookcast_scratch_" + Long.toHexString(chance.nextLong());
    var scratch = new Scratch(postgres, schema);
    scratch.run("CREATE SCHEMA " + schema);
    return scratch;
  }

  /** The address of a database in which this schema is the current one. */
  public String within(String url) {
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  /** Drops the schema with all that is in it. */
  @Override
  public void close() {
    run("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
  }

  private void run(String sql) {
    try (var session = postgres.session()) {
      session.on(sql).update();
      session.commit();
    } catch (SQLException e) {
      throw new StoreFailure(
          "The database " + postgres.name() + " can't be used: " + e.getMessage(), e);
    }
  }
}
