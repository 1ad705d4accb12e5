package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;

/** Tells whether a store was made with this master key, before anything is written to it. */
record KeyCheck(Seal seal) {
  private static final long VERSION = 1;
  private static final Bytes KNOWN = Bytes.utf8("hookcast");
  private static final Seal.Place PLACE =
      new Seal.Place("", "key_check", Long.toString(VERSION), "sealed");

  private static final String FIND = "SELECT sealed FROM key_check WHERE version = ?";
  private static final String ADD =
      "INSERT INTO key_check (version, sealed) VALUES (?, ?) ON CONFLICT DO NOTHING";

  private static final String IN_USE =
      """
      SELECT 1 FROM subscription
      WHERE signing IS NOT NULL OR retiring IS NOT NULL OR others IS NOT NULL
      LIMIT 1
      """;

  /** Leaves a check in a store that is new. */
  boolean pass(Session session) throws SQLException {
    var found = session.on(FIND).with(VERSION).first(Row::bytes);
    if (found.isPresent()) {
      return opens(found.get());
    }
    if (session.on(IN_USE).first(Row::number).isPresent()) {
      throw refused(new IllegalStateException("sealed secrets without a key check"));
    }
    boolean first = session.on(ADD).with(VERSION).with(seal.seal(KNOWN, PLACE)).update() == 1;
    // Else another node has just begun to use the store, with its own key.
    return first || opens(session.on(FIND).with(VERSION).first(Row::bytes).orElseThrow());
  }

  /** Leaves nothing, and refuses a store that has no check. */
  boolean mustOpen(Session session) throws SQLException {
    var found = session.on(FIND).with(VERSION).first(Row::bytes);
    return opens(found.orElseThrow(() -> new StoreFailure("No service has ever used this store.")));
  }

  private boolean opens(Bytes sealed) {
    try {
      return seal.open(sealed, PLACE).equals(KNOWN);
    } catch (StoreFailure e) {
      throw refused(e);
    }
  }

  private static StoreFailure refused(RuntimeException cause) {
    return new StoreFailure(
        "The master key isn't the one that this store was made with. Put that key back; without it"
            + " the secrets in the store can't be read.",
        cause);
  }
}
