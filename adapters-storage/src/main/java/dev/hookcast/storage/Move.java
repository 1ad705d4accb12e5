package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Copies a store from an SQLite file to a PostgreSQL database, and compares both at the end. The
 * file is only read. A move that was cut off goes on when it is run again.
 */
public final class Move {
  private final Path from;
  private final Postgres to;
  private final Seal seal;
  private final InstantSource clock;

  /**
   * A move that hasn't begun.
   *
   * @param seal with the master key of the store
   */
  public Move(Path from, Postgres to, Seal seal, InstantSource clock) {
    this.from = from;
    this.to = to;
    this.seal = seal;
    this.clock = clock;
  }

  /** What is done with each table. */
  public enum Step {
    COPY,
    COMPARE
  }

  /** How many rows of a table are copied, or compared, by now. */
  public record Progress(Step step, String table, long rows, long of) {}

  /**
   * A table that is on both sides the same.
   *
   * @param checksum SHA-256 over the sums of the rows, in hexadecimal
   */
  public record Moved(String table, long rows, String checksum) {}

  /**
   * Moves everything; returns each table.
   *
   * @param progress is told about each thousand rows
   * @throws StoreFailure with a sentence for the operator if it can't begin, go on, or if the two
   *     sides differ
   */
  public List<Moved> run(Consumer<Progress> progress) {
    try (var source = MovingSource.open(Sqlite.at(from), seal, clock);
        var target = MovingTarget.open(to)) {
      var tables = MovedTable.all(source.session());
      target.begin(source.identity(), tables);
      for (var table : tables) {
        copy(source.side(), target, table, progress);
      }
      var moved = new ArrayList<Moved>();
      for (var table : tables) {
        moved.add(compare(source.side(), target.side(), table, progress));
        target.giveOutAbove(table, source.givenOut(table.name()));
      }
      target.end(tables);
      return moved;
    } catch (SQLException e) {
      throw new StoreFailure(
          "The move was cut off: " + e.getMessage() + ". Run it again, and it goes on.", e);
    }
  }

  private static void copy(
      MovingSide source, MovingTarget target, MovedTable table, Consumer<Progress> progress)
      throws SQLException {
    long all = source.count(table);
    if (!table.keyed()) {
      target.clear(table);
    }
    long done = target.side().count(table);
    var after = table.keyed() ? target.side().last(table) : MovingSide.first(table);
    int more;
    do {
      try (var rows = source.rows(table, after)) {
        var page = target.take(table, rows, after);
        after = page.last();
        more = page.rows();
      }
      done += more;
      progress.accept(new Progress(Step.COPY, table.name(), done, all));
    } while (table.keyed() && more == MovingSide.PAGE);
  }

  private Moved compare(
      MovingSide source, MovingSide target, MovedTable table, Consumer<Progress> progress)
      throws SQLException {
    var checksum = MovingSide.sha256();
    long all = source.count(table);
    long done = 0;
    var after = MovingSide.first(table);
    List<MovingSide.Summed> page;
    do {
      page = source.sums(table, after);
      mustEqual(table, page, target.sums(table, after));
      for (var row : page) {
        checksum.update(row.sum().getBytes(StandardCharsets.US_ASCII));
        after = row.key();
      }
      done += page.size();
      progress.accept(new Progress(Step.COMPARE, table.name(), done, all));
    } while (table.keyed() && !page.isEmpty());
    return new Moved(table.name(), done, HexFormat.of().formatHex(checksum.digest()));
  }

  private void mustEqual(
      MovedTable table, List<MovingSide.Summed> here, List<MovingSide.Summed> there) {
    for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
      if (i >= here.size() || i >= there.size() || !here.get(i).equals(there.get(i))) {
        var row = i < here.size() ? here.get(i) : there.get(i);
        throw new StoreFailure(
            ("Table %s differs between %s and %s, first in the row %s. No service starts on such a"
                    + " copy: empty that database, and move again.")
                .formatted(table.name(), from, to.name(), row.key()));
      }
    }
  }
}
