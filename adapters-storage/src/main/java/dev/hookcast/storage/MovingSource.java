package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * The SQLite store that a move reads. It is locked, so that no service works on it meanwhile.
 *
 * @param identity which store it is, and in which state
 */
record MovingSource(Lock lock, Session session, Identity identity) implements AutoCloseable {
  static final String IDENTITY =
      """
      SELECT k.sealed, COALESCE((SELECT MAX(epoch) FROM node), 0)
      FROM key_check k ORDER BY k.version LIMIT 1
      """;

  private static final String GIVEN_OUT =
      "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = ?";

  /**
   * Which store it is, and in which state: every process that changes it adds an epoch first.
   *
   * @param check the sealed text that no other store has
   */
  record Identity(String check, long epoch) {
    static Identity read(Row row) throws SQLException {
      return new Identity(HexFormat.of().formatHex(row.bytes().array()), row.number());
    }
  }

  /**
   * Locks and opens it.
   *
   * @throws StoreFailure with a sentence for the operator if it can't be moved as things stand
   */
  static MovingSource open(Sqlite sqlite, Seal seal, InstantSource clock) throws SQLException {
    if (!Files.isRegularFile(sqlite.file())) {
      throw new StoreFailure("There is no store " + sqlite.file() + ".");
    }
    var lock = Lock.beside(sqlite.file());
    try {
      lock.missNothing(sqlite.file());
      new Inspection(sqlite, clock).pass();
      var form = new Form(Sqlite.MIGRATIONS, flyway -> flyway.dataSource(sqlite.url(), "", ""));
      if (!form.current()) {
        throw new StoreFailure(
            "The store "
                + sqlite.file()
                + " has the form of another version. An older one is brought to this version's by"
                + " starting the service on it once.");
      }
      return opened(lock, sqlite.reading(), seal);
    } catch (SQLException | StoreFailure e) {
      lock.close();
      throw e;
    }
  }

  private static MovingSource opened(Lock lock, Session session, Seal seal) throws SQLException {
    try {
      new KeyCheck(seal).mustOpen(session);
      var identity = session.on(IDENTITY).first(Identity::read);
      return new MovingSource(lock, session, identity.orElseThrow());
    } catch (SQLException | StoreFailure e) {
      session.close();
      throw e;
    }
  }

  MovingSide side() {
    return new MovingSide(session);
  }

  /** The greatest number that this table has ever given out by itself, if it keeps that. */
  long givenOut(String table) throws SQLException {
    return session.on(GIVEN_OUT).with(table).first(Row::number).orElse(0L);
  }

  @Override
  public void close() throws SQLException {
    session.close();
    lock.close();
  }
}
