package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Looks a database file through before anything relies on it: all of it, or as much as a start has
 * time for. It finds pages that aren't what SQLite wrote; for changes within a row's own bytes
 * there are no checksums.
 */
record Inspection(Sqlite sqlite, InstantSource clock) {
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final int STEPS_BETWEEN_LOOKS = 1_000;
  private static final String LOOK = "PRAGMA quick_check(1)";
  private static final String NOTHING = "ok";

  /**
   * Does nothing if all is well.
   *
   * @throws StoreFailure if it isn't
   */
  void pass() throws SQLException {
    var found = found();
    if (!found.equals(NOTHING)) {
      throw new StoreFailure(
          "The store "
              + sqlite.file()
              + " is damaged ("
              + found.lines().findFirst().orElse(found)
              + "). It was left as it is: put a backup in its place, or see what sqlite3's .recover"
              + " finds in it.");
    }
  }

  private String found() throws SQLException {
    var until = clock.instant().plus(LONGEST);
    try (var session = sqlite.reading(STEPS_BETWEEN_LOOKS, new Watch(clock, until))) {
      return session.on(LOOK).first(Row::text).orElse(NOTHING);
    } catch (SQLiteException e) {
      // Out of time: what was looked at is sound, and a start must not take minutes.
      return e.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT
          ? NOTHING
          : e.getResultCode().message;
    }
  }

  private static final class Watch extends ProgressHandler {
    private final InstantSource clock;
    private final Instant until;

    Watch(InstantSource clock, Instant until) {
      this.clock = clock;
      this.until = until;
    }

    @Override
    protected int progress() {
      return clock.instant().isAfter(until) ? 1 : 0;
    }
  }
}
