package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * Whatever is special about SQLite; all other SQL here is the standard's, or what PostgreSQL knows
 * too.
 *
 * @param pragmas further ones for the writing connection
 */
record Sqlite(Path file, List<String> pragmas) {
  /** Where the migrations stand on the class path. */
  static final String MIGRATIONS = "classpath:dev/hookcast/storage/migration/sqlite";

  // Before journal_mode: it can't be changed in a database that exists. An event, its delivery and
  // the attempt fit into a page of 8 KiB, which a group commit writes a third faster than 4 KiB.
  private static final String PAGE = "PRAGMA page_size = 8192";

  private static final List<String> WRITING =
      List.of(
          PAGE,
          "PRAGMA journal_mode = WAL",
          // FULL: NORMAL loses what was acknowledged when the power goes.
          "PRAGMA synchronous = FULL",
          // Each check costs a fifth of the writer's time, and nothing deletes rows that others
          // name: the references in the tables are there to be read.
          "PRAGMA foreign_keys = OFF",
          "PRAGMA busy_timeout = 10000",
          "PRAGMA temp_store = MEMORY",
          "PRAGMA cache_size = -32768",
          // A checkpoint at every 32 MiB: seldom enough to write a hot page once, not many times.
          "PRAGMA wal_autocheckpoint = 4096",
          "PRAGMA journal_size_limit = 67108864");

  private static final List<String> READING =
      List.of("PRAGMA query_only = ON", "PRAGMA busy_timeout = 10000", "PRAGMA cache_size = -4096");

  private static final String FREE_IN_FILE =
      "SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size";

  private static final List<Integer> DISK_IN_DOUBT =
      List.of(
          SQLiteErrorCode.SQLITE_IOERR.code,
          SQLiteErrorCode.SQLITE_CORRUPT.code,
          SQLiteErrorCode.SQLITE_NOTADB.code,
          SQLiteErrorCode.SQLITE_CANTOPEN.code,
          SQLiteErrorCode.SQLITE_READONLY.code,
          SQLiteErrorCode.SQLITE_PROTOCOL.code);

  /** What an error means for the writer. */
  enum Fault {
    /** A statement was wrong; nobody else is concerned. */
    STATEMENT,
    /** There is no room. There may be some later. */
    FULL,
    /** What is on the disk is in doubt. */
    DISK
  }

  static Sqlite at(Path file) {
    return new Sqlite(file, List.of());
  }

  /** Makes the file if there is none; SQLite gives its companions the same permissions. */
  void create() {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createFile(file, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      // It is as its owner wants it.
    } catch (IOException e) {
      throw new StoreFailure("The file " + file + " can't be made.", e);
    }
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  Session writing() throws SQLException {
    var config = new SQLiteConfig();
    config.setGetGeneratedKeys(false); // else the driver asks for one after each INSERT
    var connection = connect(config.toProperties(), WRITING);
    try (var statement = connection.createStatement()) {
      for (var pragma : pragmas) {
        statement.execute(pragma);
      }
    }
    return new Session(connection, Vendor.SQLITE);
  }

  /** One for reading that is asked, every so many steps, whether it shall stop. */
  Session reading(int steps, ProgressHandler watch) throws SQLException {
    var connection = connect(new SQLiteConfig().toProperties(), READING);
    ProgressHandler.setHandler(connection, steps, watch);
    return new Session(connection, Vendor.SQLITE);
  }

  Session reading() throws SQLException {
    var config = new SQLiteConfig();
    config.setOpenMode(SQLiteOpenMode.READWRITE); // a reader of a WAL writes its shared memory
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    return new Session(connect(config.toProperties(), READING), Vendor.SQLITE);
  }

  /** How many bytes of the file hold nothing any more, and are used before it grows. */
  static long freeInFile(Session session) throws SQLException {
    return session.on(FREE_IN_FILE).first(Row::number).orElse(0L);
  }

  static Fault fault(SQLException e) {
    // The low byte is the kind of error, the rest says more.
    int code = e instanceof SQLiteException s ? s.getResultCode().code & 0xff : 0;
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return Fault.FULL;
    }
    return DISK_IN_DOUBT.contains(code) ? Fault.DISK : Fault.STATEMENT;
  }

  private Connection connect(Properties properties, List<String> pragmas) throws SQLException {
    var connection = DriverManager.getConnection(url(), properties);
    try (var statement = connection.createStatement()) {
      for (var pragma : pragmas) {
        statement.execute(pragma);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
