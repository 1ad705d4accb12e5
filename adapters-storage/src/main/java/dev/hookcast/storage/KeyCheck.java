package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.List;

/**
 * Tells whether a store was made with these master keys, before anything is written to it. A store
 * has a check for each key that it was ever sealed with; the newest of them seals.
 */
record KeyCheck(Seal seal) {
  private static final Bytes KNOWN = Bytes.utf8("hookcast");

  private static final String ALL = "SELECT version, sealed FROM key_check ORDER BY version";
  private static final String CURRENT = "SELECT MAX(version) FROM key_check";
  private static final String ADD =
      "INSERT INTO key_check (version, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String IN_USE =
      """
      SELECT 1 FROM subscription
      WHERE signing IS NOT NULL OR retiring IS NOT NULL OR others IS NOT NULL
      LIMIT 1
      """;

  private static final String NEEDED =
      """
      SELECT 1 FROM subscription
      WHERE substr(signing, 1, 1) = ? OR substr(retiring, 1, 1) = ? OR substr(others, 1, 1) = ?
      LIMIT 1
      """;

  private record Check(int version, Bytes sealed) {
    static Check read(Row row) throws SQLException {
      return new Check((int) row.number(), row.bytes());
    }
  }

  /** Leaves a check in a store that is new. */
  boolean pass(Session session) throws SQLException {
    if (session.on(ALL).list(Check::read).isEmpty()) {
      if (session.on(IN_USE).first(Row::number).isPresent()) {
        throw refused(new IllegalStateException("sealed secrets without a key check"));
      }
      add(session, seal.newest());
    }
    // Read again: another node may have just begun to use the store, with its own key.
    return passes(session, session.on(ALL).list(Check::read));
  }

  /** Leaves nothing, and refuses a store that has no check. */
  boolean mustOpen(Session session) throws SQLException {
    var checks = session.on(ALL).list(Check::read);
    if (checks.isEmpty()) {
      throw new StoreFailure("No service has ever used this store.");
    }
    return passes(session, checks);
  }

  /** The version of the key that seals now. */
  static int current(Session session) throws SQLException {
    return (int) session.on(CURRENT).first(Row::number).orElseThrow().longValue();
  }

  /** Lets the newest key that is here seal from now on; returns whether it didn't before. */
  boolean advance(Session session) throws SQLException {
    int newest = seal.newest();
    return newest > current(session) && add(session, newest);
  }

  private boolean add(Session session, int version) throws SQLException {
    var sealed = seal.seal(KNOWN, place(version), version);
    return session.on(ADD).with(version).with(sealed).update() == 1;
  }

  private boolean passes(Session session, List<Check> checks) throws SQLException {
    for (var check : checks) {
      if (seal.has(check.version())) {
        open(check);
      } else if (check.equals(checks.getLast()) || needed(session, check.version())) {
        throw new StoreFailure(
            ("The store has secrets under the master key of version %d, and there is no such key"
                    + " here. Put it back; it may go when \"hookcast secrets reseal\" says that"
                    + " nothing needs it any more.")
                .formatted(check.version()));
      }
    }
    return true;
  }

  private static boolean needed(Session session, int version) throws SQLException {
    var mark = Seal.mark(version);
    return session.on(NEEDED).with(mark).with(mark).with(mark).first(Row::number).isPresent();
  }

  private void open(Check check) {
    try {
      if (seal.open(check.sealed(), place(check.version())).equals(KNOWN)) {
        return;
      }
    } catch (StoreFailure e) {
      throw refused(e);
    }
    throw refused(new IllegalStateException("another text in the key check"));
  }

  private static Seal.Place place(int version) {
    return new Seal.Place("", "key_check", Integer.toString(version), "sealed");
  }

  private static StoreFailure refused(RuntimeException cause) {
    return new StoreFailure(
        "The master key isn't the one that this store was made with. Put that key back; without it"
            + " the secrets in the store can't be read.",
        cause);
  }
}
