package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Marks what is still claimed of these ranges of one epoch, and takes them away. */
record MarkClaims(List<ClaimedRange> ranges) implements Session.Work<Integer> {
  // First: who is adding to one of them is waited for, and what that claims is marked as well.
  private static final String TAKE_AWAY =
      "DELETE FROM claimed_range WHERE epoch = ? AND first = ANY (?) RETURNING last";

  // All of one stretch, with what others have in between: mostly there is nothing to mark. Not "=",
  // or PostgreSQL might go through all that the node has claimed.
  private static final String MARK =
      """
      UPDATE delivery SET marked = 1
      WHERE number BETWEEN ? AND ? AND claimed_by IS NOT DISTINCT FROM ? AND marked = 0
      """;

  @Override
  public Integer on(Session session) throws SQLException {
    long epoch = ranges.getFirst().epoch();
    var firsts = ranges.stream().map(ClaimedRange::first).toList();
    var lasts = session.on(TAKE_AWAY).with(epoch).withNumbers(firsts).list(Row::number);
    return lasts.isEmpty()
        ? 0 // somebody else was faster
        : session
            .on(MARK)
            .with(Collections.min(firsts))
            .with(Collections.max(lasts))
            .with(epoch)
            .update();
  }
}
