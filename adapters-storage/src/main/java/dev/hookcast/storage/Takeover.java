package dev.hookcast.storage;

import dev.hookcast.core.spi.Ids;
import dev.hookcast.storage.EndClaims.Abandoned;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Ends nodes whose lease is over, and the claims of all that have ended: step by step, so that
 * whoever comes after one that fell in the middle goes on where it was. Several may do it at once.
 */
record Takeover(Database database, ClaimSweep sweep, Ids ids) {
  private static final int STEP = 200;

  private static final String OVER =
      "(lease_until IS NOT NULL OR ended = 0) AND (ended = 1 OR lease_until IS NULL OR lease_until"
          + " < "
          + LeasedNode.NOW
          + ")";

  private static final String ANY_OVER = "SELECT epoch FROM node WHERE " + OVER + " LIMIT 1";

  // Passed over, if somebody is just claiming under it: the next look comes soon. A node doesn't
  // end itself: it may be about to renew. One that never had a lease had a file to itself, and has
  // been moved here.
  private static final String END_OVER =
      """
      UPDATE node SET ended = 1, lease_until = COALESCE(lease_until, 0) WHERE epoch IN (
        SELECT epoch FROM node
        WHERE ended = 0 AND (lease_until IS NULL OR lease_until < %s) AND epoch <> ?
        FOR UPDATE SKIP LOCKED)
      """
          .formatted(LeasedNode.NOW);

  private static final String FORGET =
      """
      UPDATE node SET lease_until = NULL
      WHERE ended = 1 AND lease_until IS NOT NULL
        AND (SELECT 1 FROM delivery d WHERE d.marked_claim = node.epoch LIMIT 1) IS NULL
        AND (SELECT 1 FROM claimed_range r WHERE r.epoch = node.epoch LIMIT 1) IS NULL
      """;

  /** Returns how many claims it ended. */
  int run(Instant now) {
    if (database.readers().read(s -> s.on(ANY_OVER).list(Row::number)).isEmpty()) {
      return 0;
    }
    long own = database.epoch();
    database.writer().write(s -> s.on(END_OVER).with(own).update());
    sweep.ended();
    int ended = 0;
    for (var step = abandoned(); !step.isEmpty(); step = abandoned()) {
      ended += database.writer().write(new EndClaims(step, now));
    }
    database.writer().write(Takeover::forget);
    return ended;
  }

  private List<Abandoned> abandoned() {
    return database.readers().read(s -> Abandoned.ofEnded(s, STEP)).stream()
        .map(claim -> claim.numbered(ids.next().number()))
        .toList();
  }

  private static int forget(Session session) throws SQLException {
    return session.on(FORGET).update();
  }
}
