package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** An open database: its writer, its readers, and this process's epoch. */
public final class Database implements AutoCloseable {
  private static final String NEW_EPOCH =
      "INSERT INTO node (started_at) VALUES (?) RETURNING epoch";

  private static final String NOW = "SELECT " + LeasedNode.NOW;

  private final Ground ground;
  private final Writes writer;
  private final Reads readers;
  private final Node node;
  private final InstantSource clock;
  private final Numbers numbers = new Numbers(this);

  private Database(Ground ground, Writes writer, Reads readers, Node node, InstantSource clock) {
    this.ground = ground;
    this.writer = writer;
    this.readers = readers;
    this.node = node;
    this.clock = clock;
  }

  /**
   * Opens the SQLite database in this file, after making or updating it where needed.
   *
   * @param threads makes the platform threads that read and write
   * @param onFatal is told, on the writer's thread, when nothing can be written any more
   * @throws StoreFailure with a sentence for the operator if it can't be opened: another process
   *     has it, the key is a wrong one, a newer version has written it, it is damaged or lost, or
   *     the disk doesn't allow it
   */
  public static Database open(
      Path file,
      Seal seal,
      ThreadFactory threads,
      InstantSource clock,
      Consumer<StoreFailure> onFatal) {
    return open(Sqlite.at(file), seal, threads, clock, onFatal);
  }

  /**
   * Opens this PostgreSQL database, after making or updating its tables where needed, and joins the
   * nodes that work on it.
   *
   * @param threads makes the platform threads that read and write
   * @param chance for the pauses before something is tried again
   * @throws StoreFailure with a sentence for the operator if it can't be opened: it can't be
   *     reached, the server is too old or wouldn't keep what it acknowledges, the key is a wrong
   *     one, or a newer version has written it
   */
  public static Database open(
      Postgres postgres,
      Seal seal,
      Lease lease,
      ThreadFactory threads,
      InstantSource clock,
      RandomGenerator chance) {
    try (var session = postgres.session()) {
      new ServerCheck(postgres.name()).pass(session);
    } catch (SQLException e) {
      throw unopened(postgres, e);
    }
    migrate(postgres.name(), Postgres.MIGRATIONS, postgres::migrating);
    return migrated(postgres, seal, lease, threads, clock, chance, connections -> connections);
  }

  /** A database that has its tables. */
  static Database migrated(
      Postgres postgres,
      Seal seal,
      Lease lease,
      ThreadFactory threads,
      InstantSource clock,
      RandomGenerator chance,
      UnaryOperator<DataSource> through) {
    var opened = new Opened();
    try {
      var retries = new Retries(chance);
      var doubts = new Doubts(lease.nanos());
      var writing = Pool.writing(postgres, PooledWriter.THREADS, lease.silence(), through);
      var writer =
          opened.add(new PooledWriter(writing, retries, threads, doubts, PooledWriter.PATIENCE));
      writer.write(new KeyCheck(seal)::pass);
      var reading = Pool.reading(postgres, PooledReaders.THREADS, lease.silence(), through);
      var readers = opened.add(new PooledReaders(reading, retries, threads));
      var keeping = Pool.keeping(postgres, lease.silence(), through);
      var node = opened.add(LeasedNode.join(writer, keeping, lease, retries, clock, threads));
      var reserve = new Reserve(Reserve.Disk.ELSEWHERE, () -> 0, clock);
      var ground = new Ground(Vendor.POSTGRESQL, reserve, doubts, () -> {});
      return new Database(ground, writer, readers, node, clock);
    } catch (StoreFailure e) {
      throw opened.closing(e);
    }
  }

  static Database open(
      Sqlite sqlite,
      Seal seal,
      ThreadFactory threads,
      InstantSource clock,
      Consumer<StoreFailure> onFatal) {
    var opened = new Opened();
    try {
      var lock = opened.add(Lock.beside(sqlite.file()));
      lock.missNothing(sqlite.file());
      sqlite.create();
      sqlite.writing().close(); // the first connection decides the page size
      new Inspection(sqlite, clock).pass();
      migrate(sqlite.file().toString(), Sqlite.MIGRATIONS, c -> c.dataSource(sqlite.url(), "", ""));
      var writer = opened.add(new Writer(sqlite, threads, onFatal));
      writer.write(new KeyCheck(seal)::pass);
      var readers = opened.add(new Readers(sqlite, threads, writer::doubt));
      var node = new Node.Lone(newEpoch(writer, clock));
      lock.remember();
      var disk = Reserve.Disk.of(sqlite.file());
      var reserve = new Reserve(disk, () -> readers.read(Sqlite::freeInFile), clock);
      var ground = new Ground(Vendor.SQLITE, reserve, new Doubts(() -> 0), lock::close);
      return new Database(ground, writer, readers, node, clock);
    } catch (SQLException | IOException e) {
      throw opened.closing(new StoreFailure("The store " + sqlite.file() + " can't be opened.", e));
    } catch (StoreFailure e) {
      throw opened.closing(e);
    }
  }

  /**
   * Under what this process claims now, like no other process before or beside it. Where several
   * nodes share the database, one that was taken for dead goes on under another one.
   */
  public long epoch() {
    return node.epoch();
  }

  /** The time of whoever keeps the store: where nodes share it, the same for all of them. */
  public Instant now() {
    return shared() ? readers.read(s -> s.on(NOW).first(Row::time).orElseThrow()) : clock.instant();
  }

  /** True if the disk has so little room left that no event is accepted any more. */
  public boolean nearlyFull() {
    return !ground.reserve().untouched();
  }

  /** True unless other nodes may soon take this one for dead, because it hears nothing. */
  public boolean inTouch() {
    return node.lasts(node.epoch());
  }

  Reserve reserve() {
    return ground.reserve();
  }

  /** Claims of which it isn't known whether they were made. */
  Doubts doubts() {
    return ground.doubts();
  }

  InstantSource clock() {
    return clock;
  }

  Node node() {
    return node;
  }

  /** True if other nodes may work on it too. */
  public boolean shared() {
    return ground.vendor().shared();
  }

  Numbers numbers() {
    return numbers;
  }

  Writes writer() {
    return writer;
  }

  Reads readers() {
    return readers;
  }

  /** Finishes what waits and closes the database. */
  @Override
  public void close() {
    readers.close();
    writer.close();
    node.close(); // when nothing is written under its epoch any more
    ground.release().run();
  }

  // The server's own words say which of name, password, database or address is wrong.
  private static StoreFailure unopened(Postgres postgres, SQLException e) {
    return new StoreFailure(
        "The store " + postgres.name() + " can't be opened: " + e.getMessage(), e);
  }

  private static long newEpoch(Writes writer, InstantSource clock) {
    return writer.write(
        s -> s.on(NEW_EPOCH).with(clock.instant()).first(Row::number).orElseThrow());
  }

  static void migrate(String store, String migrations, UnaryOperator<FluentConfiguration> reached) {
    try {
      reached
          .apply(Flyway.configure())
          .locations(migrations)
          // A migration that this version doesn't know means that a newer one was here.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreFailure(
          "The store "
              + store
              + " can't be brought to the form that this version needs. Has a newer version"
              + " written it?",
          e);
    }
  }

  /** What it stands on, and what is to be done when it is closed. */
  private record Ground(Vendor vendor, Reserve reserve, Doubts doubts, Runnable release) {}

  /** What has been opened so far, to be closed if the rest fails. */
  private static final class Opened {
    private final List<AutoCloseable> parts = new ArrayList<>();

    <T extends AutoCloseable> T add(T part) {
      parts.addFirst(part);
      return part;
    }

    StoreFailure closing(StoreFailure because) {
      for (var part : parts) {
        try {
          part.close();
        } catch (Exception e) {
          because.addSuppressed(e);
        }
      }
      return because;
    }
  }
}
