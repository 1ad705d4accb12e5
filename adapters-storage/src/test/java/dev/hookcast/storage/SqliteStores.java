package dev.hookcast.storage;

import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.spi.TestJson;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The SQL stores over a real SQLite file. */
record SqliteStores(
    Sqlite sqlite,
    Database database,
    List<Database> opened,
    Ids ids,
    SqlEventStore events,
    SqlSubscriptionStore subscriptions,
    SqlDeliveryStore deliveries,
    SqlOrganizationStore organizations,
    SqlAuditStore audit)
    implements Stores, AutoCloseable {
  // Held, because a logger that nobody holds forgets its level. Flyway tells of every step.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  static final byte[] KEY = new SecureRandom().generateSeed(32);

  static SqliteStores in(Path folder) {
    return open(Sqlite.at(folder.resolve("hookcast.db")));
  }

  static SqliteStores open(Sqlite sqlite) {
    return open(sqlite, new Seal(KEY, new SecureRandom()), failure -> {});
  }

  static SqliteStores open(Sqlite sqlite, Seal seal, Consumer<StoreFailure> onFatal) {
    return open(sqlite, seal, onFatal, new ArrayList<>());
  }

  private static SqliteStores open(
      Sqlite sqlite, Seal seal, Consumer<StoreFailure> onFatal, List<Database> opened) {
    var threads = Thread.ofPlatform().name("store-", 0).factory();
    var database = Database.open(sqlite, seal, threads, InstantSource.system(), onFatal);
    opened.add(database);
    var ids = new SqlIds(database, InstantSource.system(), new SecureRandom());
    return new SqliteStores(
        sqlite,
        database,
        opened,
        ids,
        new SqlEventStore(database),
        new SqlSubscriptionStore(database, seal, new TestJson(), Sample.DIALECTS),
        new SqlDeliveryStore(database, ids, new TestJson()),
        new SqlOrganizationStore(database, new TestJson()),
        new SqlAuditStore(database, new TestJson()));
  }

  @Override
  public SqliteStores restarted() {
    database.close();
    return open(sqlite, new Seal(KEY, new SecureRandom()), failure -> {}, opened);
  }

  /** Closes these and whatever was opened after them. */
  @Override
  public void close() {
    opened.forEach(Database::close);
  }
}
