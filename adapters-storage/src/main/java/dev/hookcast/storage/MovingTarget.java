package dev.hookcast.storage;

import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.storage.MovingSource.Identity;
import java.sql.SQLException;
import java.util.List;

/**
 * The PostgreSQL store that a move writes. While the move isn't finished it has a table more, which
 * says what is being moved, and which keeps services away.
 */
record MovingTarget(String name, Session session) implements AutoCloseable {
  // More than this isn't sent at once, whatever a page comes to.
  private static final long BYTES_AT_ONCE = 4 << 20;

  private static final String UNFINISHED =
      """
      SELECT 1 FROM information_schema.tables
      WHERE table_schema = current_schema() AND table_name = 'moving'
      """;
  private static final String BEGUN =
      "CREATE TABLE moving (source TEXT NOT NULL, epoch BIGINT NOT NULL)";
  private static final String BEGIN = "INSERT INTO moving (source, epoch) VALUES (?, ?)";
  private static final String MOVING = "SELECT source, epoch FROM moving";
  private static final String AGAIN = "UPDATE moving SET epoch = ?";
  private static final String END = "DROP TABLE moving";

  // A file's nodes had no ranges for what they claimed.
  private static final String MARK = "UPDATE delivery SET marked = 1 WHERE claimed_by IS NOT NULL";

  private static final String GIVES_OUT =
      """
      SELECT column_name FROM information_schema.columns
      WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'
      """;

  // The migrations leave rows in these.
  private static final List<String> NEVER_EMPTY = List.of("organization");

  static boolean unfinished(Session session) throws SQLException {
    return session.on(UNFINISHED).first(Row::number).isPresent();
  }

  /**
   * Makes and checks the tables, and opens it.
   *
   * @throws StoreFailure with a sentence for the operator if nothing can be moved there
   */
  static MovingTarget open(Postgres postgres) throws SQLException {
    try (var session = postgres.session()) {
      new ServerCheck(postgres.name()).keeps(session);
    }
    var form = new Form(Postgres.MIGRATIONS, postgres::migrating);
    if (form.none()) {
      Database.migrate(postgres.name(), Postgres.MIGRATIONS, postgres::migrating);
    } else if (!form.current()) {
      throw new StoreFailure(
          "The store " + postgres.name() + " has the form of another version. Use an empty one.");
    }
    return new MovingTarget(postgres.name(), postgres.session());
  }

  MovingSide side() {
    return new MovingSide(session);
  }

  /**
   * Begins to move this store, or goes on; returns true if some of it is there already.
   *
   * @throws StoreFailure if something else is there
   */
  boolean begin(Identity source, List<MovedTable> tables) throws SQLException {
    if (!unfinished(session)) {
      mustBeEmpty(source, tables);
      session.on(BEGUN).update();
      session.on(BEGIN).with(source.check()).with(source.epoch()).update();
      clear(tables);
      session.commit();
      return false;
    }
    var before = session.on(MOVING).first(row -> new Identity(row.text(), row.number()));
    if (!before.orElseThrow().check().equals(source.check())) {
      throw new StoreFailure(
          "In " + name + " there is a part of another store, whose move hasn't come to its end.");
    }
    boolean same = before.orElseThrow().equals(source);
    if (!same) {
      // A service has been at work on the source: what was copied may have changed there.
      clear(tables);
      session.on(AGAIN).with(source.epoch()).update();
    }
    session.commit();
    return same;
  }

  /** Adds the rows of a page, in one transaction; returns the last one's key, or this one. */
  Page take(MovedTable table, Rows rows, List<Long> after) throws SQLException {
    var insert = session.on(table.insert());
    var last = after;
    int many = 0;
    long bytes = 0;
    while (rows.next()) {
      var cells = table.cells(rows.row());
      for (var cell : cells) {
        cell.to(insert);
        bytes += cell.size();
      }
      insert.add();
      last = table.key(cells);
      many++;
      if (bytes >= BYTES_AT_ONCE) {
        insert.updateAll();
        bytes = 0;
      }
    }
    insert.updateAll();
    session.commit();
    return new Page(last, many);
  }

  /** How many rows were added, and the last one's key. */
  record Page(List<Long> last, int rows) {}

  /** Takes back what was added to a table without a key. */
  void clear(MovedTable table) throws SQLException {
    session.on("DELETE FROM " + table.name()).update();
  }

  /** What the table gives out by itself is above all that it has now, and above this. */
  void giveOutAbove(MovedTable table, long number) throws SQLException {
    for (var column : session.on(GIVES_OUT).with(table.name()).list(Row::text)) {
      var greatest = "SELECT COALESCE(MAX(%s), 0) FROM %s".formatted(column, table.name());
      long next = Math.max(number, session.on(greatest).first(Row::number).orElseThrow()) + 1;
      session
          .on(
              "ALTER TABLE %s ALTER COLUMN %s RESTART WITH %d"
                  .formatted(table.name(), column, next))
          .update();
    }
  }

  /** Lets services in. */
  void end(List<MovedTable> tables) throws SQLException {
    for (var table : tables) {
      session.on("ANALYZE " + table.name()).update();
    }
    session.on(MARK).update();
    session.on(END).update();
    session.commit();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  private void clear(List<MovedTable> tables) throws SQLException {
    for (var table : tables) {
      session.on("TRUNCATE TABLE " + table.name()).update();
    }
  }

  private void mustBeEmpty(Identity source, List<MovedTable> tables) throws SQLException {
    var there = session.on(MovingSource.IDENTITY).first(Identity::read);
    if (there.isPresent() && there.get().check().equals(source.check())) {
      throw new StoreFailure("This store has been moved to " + name + " already.");
    }
    for (var table : tables) {
      boolean counts = table.keyed() && !NEVER_EMPTY.contains(table.name());
      if (counts
          && session
              .on("SELECT 1 FROM " + table.name() + " LIMIT 1")
              .first(Row::number)
              .isPresent()) {
        throw new StoreFailure(
            "The store " + name + " isn't empty. Move to a database that nothing uses yet.");
      }
    }
  }
}
