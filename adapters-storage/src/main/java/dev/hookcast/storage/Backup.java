package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;

/**
 * A copy of an SQLite store as it is at one moment, taken while a service may be at work on it. For
 * one thread.
 */
public final class Backup {
  private static final int STEPS = 200_000; // of SQLite's machine, a few milliseconds
  private static final int BUSY_MILLIS = 10_000;
  private static final String SOUND = "ok";

  private final Path from;
  private final Path to;
  private final Path part; // what isn't complete mustn't look as if it were

  /**
   * A copy that isn't begun.
   *
   * @param from the store's file
   * @param to a file that isn't there yet; beside it one that ends in .part is made, or replaced
   */
  public Backup(Path from, Path to) {
    this.from = from;
    this.to = to;
    this.part = to.resolveSibling(to.getFileName() + ".part");
  }

  /**
   * Copies, syncs, and looks the copy through.
   *
   * @param progress is told now and then how many bytes the copy has
   * @return how many bytes it has in the end
   * @throws StoreFailure if there is no store, the copy's file is there already, or either of them
   *     can't be used; then nothing is left of the copy
   */
  public long run(LongConsumer progress) {
    if (!Files.isRegularFile(from)) {
      throw new StoreFailure("There is no store " + from + ".");
    }
    if (Files.exists(to)) {
      throw new StoreFailure("The file " + to + " is there already; nothing is overwritten.");
    }
    try {
      createForOwner();
      copy(progress);
      sync(part, StandardOpenOption.WRITE);
      check();
      Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
      sync(to.toAbsolutePath().resolveSibling("."), StandardOpenOption.READ);
      return Files.size(to);
    } catch (IOException e) {
      throw failed(e);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** SQLite writes into an empty file, and would make a new one readable for others. */
  private void createForOwner() throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.deleteIfExists(part); // of a copy that was cut off
    Files.createFile(part, PosixFilePermissions.asFileAttribute(ownerOnly));
  }

  private void copy(LongConsumer progress) throws SQLException {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    try (var connection = config.createConnection(Sqlite.at(from).url());
        var copy = connection.prepareStatement("VACUUM INTO ?")) {
      ProgressHandler.setHandler(connection, STEPS, new Watch(progress));
      copy.setString(1, part.toString());
      copy.execute();
    }
  }

  private void check() throws SQLException {
    try (var connection = DriverManager.getConnection(Sqlite.at(part).url())) {
      var found = found(connection);
      if (!found.equals(SOUND)) {
        throw new SQLException("the copy is damaged: " + found);
      }
    }
  }

  private static String found(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("PRAGMA integrity_check(1)")) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (var channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private StoreFailure failed(Exception cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new StoreFailure(
        "The store " + from + " can't be copied to " + to + ": " + cause.getMessage(), cause);
  }

  private final class Watch extends ProgressHandler {
    private final LongConsumer progress;

    Watch(LongConsumer progress) {
      this.progress = progress;
    }

    @Override
    protected int progress() {
      try {
        progress.accept(Files.size(part));
      } catch (IOException e) {
        // It says how far it is another time.
      }
      return 0;
    }
  }
}
