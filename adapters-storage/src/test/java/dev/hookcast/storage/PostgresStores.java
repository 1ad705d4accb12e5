package dev.hookcast.storage;

import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.spi.TestJson;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The SQL stores over a real PostgreSQL database that has its tables. */
record PostgresStores(
    Postgres postgres,
    UnaryOperator<DataSource> through,
    Database database,
    List<Database> opened,
    Ids ids,
    SqlEventStore events,
    SqlSubscriptionStore subscriptions,
    SqlDeliveryStore deliveries,
    SqlOrganizationStore organizations,
    SqlAuditStore audit)
    implements Stores, AutoCloseable {
  // Held, because a logger that nobody holds forgets its level.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  static final byte[] KEY = new SecureRandom().generateSeed(32);

  /** Too long to be renewed, or to end, within a test. */
  static final Lease LEASE = lease(Duration.ofHours(1), Duration.ofSeconds(1));

  static Lease lease(Duration length, Duration call) {
    return new Lease(length, call, System::nanoTime);
  }

  static PostgresStores in(Postgres postgres) {
    return in(postgres, connections -> connections);
  }

  static PostgresStores in(Postgres postgres, UnaryOperator<DataSource> through) {
    return in(postgres, through, LEASE, new ArrayList<>());
  }

  private static PostgresStores in(
      Postgres postgres, UnaryOperator<DataSource> through, Lease lease, List<Database> opened) {
    var threads = Thread.ofPlatform().name("store-", 0).factory();
    var seal = new Seal(KEY, new SecureRandom());
    var clock = InstantSource.system();
    var database =
        Database.migrated(postgres, seal, lease, threads, clock, new SplittableRandom(1), through);
    opened.add(database);
    var ids = new SqlIds(database, clock, new SecureRandom());
    return new PostgresStores(
        postgres,
        through,
        database,
        opened,
        ids,
        new SqlEventStore(database),
        new SqlSubscriptionStore(database, seal, new TestJson(), Sample.DIALECTS),
        new SqlDeliveryStore(database, ids, new TestJson()),
        new SqlOrganizationStore(database, new TestJson()),
        new SqlAuditStore(database, new TestJson()));
  }

  /** Another node on the same database. */
  PostgresStores beside() {
    return beside(LEASE);
  }

  /** Another node that gives signs of life as this lease asks for. */
  PostgresStores beside(Lease lease) {
    return in(postgres, through, lease, opened);
  }

  @Override
  public PostgresStores restarted() {
    database.close();
    return beside();
  }

  /** Closes these and whatever was opened after them. */
  @Override
  public void close() {
    opened.forEach(Database::close);
  }
}
