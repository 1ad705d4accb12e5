package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether a PostgreSQL server keeps what it has acknowledged, and whether all of the store is
 * there, before anything relies on it.
 */
record ServerCheck(String name) {
  /** From 14 on: the oldest one that still was supported when this was written. */
  static final int OLDEST = 14;

  /** Without any of these, what was acknowledged is lost with the power. */
  static final List<String> NEEDED = List.of("fsync", "full_page_writes", "synchronous_commit");

  private static final String VERSION = "server_version_num";

  // A database that only speaks like PostgreSQL may have none of them, and is durable in its way.
  private static final String SETTINGS =
      """
      SELECT name, setting FROM pg_settings
      WHERE name IN ('server_version_num', 'fsync', 'full_page_writes', 'synchronous_commit')
      """;

  private record Setting(String name, String value) {}

  /**
   * Does nothing if all is well.
   *
   * @throws StoreFailure if it isn't, with a sentence that names the setting
   */
  boolean pass(Session session) throws SQLException {
    keeps(session);
    if (MovingTarget.unfinished(session)) {
      throw new StoreFailure(
          "A move into the store "
              + name
              + " hasn't come to its end. Run hookcast migrate again: it goes on where it"
              + " stopped.");
    }
    return true;
  }

  /** The same of the server alone, whatever is in the store. */
  void keeps(Session session) throws SQLException {
    var settings = new TreeMap<String, String>();
    session
        .on(SETTINGS)
        .list(row -> new Setting(row.text(), row.text()))
        .forEach(setting -> settings.put(setting.name(), setting.value()));
    pass(settings);
  }

  void pass(Map<String, String> settings) {
    int version = Integer.parseInt(settings.getOrDefault(VERSION, "0")) / 10_000;
    if (version < OLDEST) {
      throw new StoreFailure(
          "The server of "
              + name
              + " is PostgreSQL "
              + version
              + ". Hookcast needs PostgreSQL "
              + OLDEST
              + " or newer.");
    }
    for (var needed : NEEDED) {
      if (settings.getOrDefault(needed, "on").equals("off")) {
        throw new StoreFailure(
            "The server of "
                + name
                + " has "
                + needed
                + " = off: it would lose what was accepted when the power goes. Set "
                + needed
                + " = on.");
      }
    }
  }
}
