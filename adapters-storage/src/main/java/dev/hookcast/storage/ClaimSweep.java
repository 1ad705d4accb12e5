package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes ranges of claims away, so that there are only recent ones: what is looked for in them is
 * found quickly. What is still claimed gets a mark by then. Safe for any number of threads, and
 * nodes.
 */
final class ClaimSweep {
  private static final int STEP = 500;

  private static final String GREATEST = "SELECT MAX(first) FROM claimed_range WHERE epoch = ?";

  private static final String OF_EPOCH =
      """
      SELECT first, last, epoch FROM claimed_range WHERE epoch = ? AND first <= ?
      ORDER BY first LIMIT ?
      """;

  private static final String ENDED =
      """
      SELECT DISTINCT r.epoch FROM claimed_range r JOIN node n ON n.epoch = r.epoch
      WHERE n.ended = 1
      """;

  private final Database database;
  private final AtomicLong seen = new AtomicLong(-1);

  ClaimSweep(Database database) {
    this.database = database;
  }

  /** Sweeps this node's ranges that were there the last time: most of their claims have ended. */
  void own() {
    long epoch = database.epoch();
    var greatest = database.readers().read(s -> s.on(GREATEST).with(epoch).first(Row::numberIfAny));
    long before = seen.getAndSet(greatest.flatMap(number -> number).orElse(-1L));
    if (before >= 0) {
      sweep(epoch, before);
    }
  }

  /** Sweeps all ranges of nodes that have ended, which don't get any more. */
  void ended() {
    for (long epoch : database.readers().read(s -> s.on(ENDED).list(Row::number))) {
      sweep(epoch, Long.MAX_VALUE);
    }
  }

  private void sweep(long epoch, long greatest) {
    for (var step = step(epoch, greatest); !step.isEmpty(); step = step(epoch, greatest)) {
      database.writer().write(new MarkClaims(step));
    }
  }

  private List<ClaimedRange> step(long epoch, long greatest) {
    return database
        .readers()
        .read(s -> s.on(OF_EPOCH).with(epoch).with(greatest).with(STEP).list(ClaimSweep::range));
  }

  private static ClaimedRange range(Row row) throws SQLException {
    return new ClaimedRange(row.number(), row.number(), row.number());
  }
}
