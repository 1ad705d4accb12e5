package dev.hookcast.storage;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One of the two databases of a move, read in pages. */
record MovingSide(Session session) {
  /** As many rows as a transaction of a move has. */
  static final int PAGE = 1_000;

  // Of rows that hold up to some megabytes each.
  private static final int ROWS_IN_MEMORY = 32;

  /** What a row comes to: its key, and a sum over the text forms of its cells. */
  record Summed(List<Long> key, String sum) {}

  /** The rows behind this key. */
  Rows rows(MovedTable table, List<Long> after) throws SQLException {
    var call = session.on(table.page());
    if (table.keyed()) {
      for (long part : after) {
        call.with(part);
      }
      call.with(PAGE);
    }
    return call.rows(ROWS_IN_MEMORY);
  }

  /** The key before all others. */
  static List<Long> first(MovedTable table) {
    return table.key().stream().map(part -> Long.MIN_VALUE).toList();
  }

  /** The last key that is there, or that before all others. */
  List<Long> last(MovedTable table) throws SQLException {
    Optional<List<Long>> last =
        session
            .on(table.last())
            .first(
                row -> {
                  var key = new ArrayList<Long>();
                  for (int i = 0; i < table.key().size(); i++) {
                    key.add(row.number());
                  }
                  return key;
                });
    return last.orElseGet(() -> first(table));
  }

  long count(MovedTable table) throws SQLException {
    return session.on(table.count()).first(Row::number).orElseThrow();
  }

  /** What the rows behind this key come to. */
  List<Summed> sums(MovedTable table, List<Long> after) throws SQLException {
    var sums = new ArrayList<Summed>();
    try (var rows = rows(table, after)) {
      while (rows.next()) {
        var cells = table.cells(rows.row());
        sums.add(new Summed(table.key(cells), sum(cells)));
      }
    }
    return sums;
  }

  private static String sum(List<Cell> cells) {
    var sum = sha256();
    for (var cell : cells) {
      var form = cell.form();
      sum.update(ByteBuffer.allocate(Integer.BYTES).putInt(form.length).flip());
      sum.update(form);
    }
    return HexFormat.of().formatHex(sum.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
