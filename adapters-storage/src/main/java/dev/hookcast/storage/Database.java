package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** An open database: its one writer, its readers, and this process's epoch. */
public final class Database implements AutoCloseable {
  private static final String NEW_EPOCH =
      "INSERT INTO node (started_at) VALUES (?) RETURNING epoch";

  private final Lock lock;
  private final Writer writer;
  private final Readers readers;
  private final Reserve reserve;
  private final long epoch;
  private final InstantSource clock;
  private final Numbers numbers = new Numbers(this);

  private Database(
      Lock lock, Writer writer, Readers readers, Reserve reserve, long epoch, InstantSource clock) {
    this.lock = lock;
    this.writer = writer;
    this.readers = readers;
    this.reserve = reserve;
    this.epoch = epoch;
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
      migrate(sqlite);
      var writer = opened.add(new Writer(sqlite, threads, onFatal));
      writer.write(new KeyCheck(seal)::pass);
      var readers = opened.add(new Readers(sqlite, threads, writer::doubt));
      long epoch =
          writer.write(s -> s.on(NEW_EPOCH).with(clock.instant()).first(Row::number).orElseThrow());
      lock.remember();
      var disk = Reserve.Disk.of(sqlite.file());
      var reserve = new Reserve(disk, () -> readers.read(Sqlite::freeInFile), clock);
      return new Database(lock, writer, readers, reserve, epoch, clock);
    } catch (SQLException | IOException e) {
      throw opened.closing(new StoreFailure("The store " + sqlite.file() + " can't be opened.", e));
    } catch (StoreFailure e) {
      throw opened.closing(e);
    }
  }

  /** This process's epoch: later than that of any other process that opened the store before. */
  public long epoch() {
    return epoch;
  }

  /** True if the disk has so little room left that no event is accepted any more. */
  public boolean nearlyFull() {
    return !reserve.untouched();
  }

  Reserve reserve() {
    return reserve;
  }

  InstantSource clock() {
    return clock;
  }

  Numbers numbers() {
    return numbers;
  }

  Writer writer() {
    return writer;
  }

  Readers readers() {
    return readers;
  }

  /** Finishes what waits and closes the database. */
  @Override
  public void close() {
    readers.close();
    writer.close();
    lock.close();
  }

  private static void migrate(Sqlite sqlite) {
    try {
      Flyway.configure()
          .dataSource(sqlite.url(), "", "")
          .locations(Sqlite.MIGRATIONS)
          // A migration that this version doesn't know means that a newer one was here.
          .ignoreMigrationPatterns(new String[0])
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StoreFailure(
          "The store "
              + sqlite.file()
              + " can't be brought to the form that this version needs. Has a newer version"
              + " written it?",
          e);
    }
  }

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
