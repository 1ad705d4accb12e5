package dev.hookcast.storage;

import dev.hookcast.core.delivery.AttemptOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends claims of nodes that are no more: each leaves an interrupted attempt. */
record EndClaims(List<Abandoned> claims, Instant now) implements Session.Work<Integer> {
  private static final String ABANDONED =
      "SELECT number, claimed_by, attempts, manual FROM delivery WHERE claimed_by < ?";

  private static final String END =
      """
      UPDATE delivery SET
        next_attempt_at = CASE WHEN state = 'sending' AND manual = 0 THEN ?
          ELSE next_attempt_at END,
        due_at = CASE WHEN state = 'sending' THEN ? END,
        resends = CASE WHEN state = 'sending' THEN resends ELSE 0 END,
        state = CASE WHEN state = 'sending' THEN 'waiting' ELSE state END,
        attempts = attempts + 1,
        manual = 0,
        claimed_by = NULL
      WHERE number = ? AND claimed_by = ?
      """;

  private static final String RECORD =
      """
      INSERT INTO attempt (delivery, number, log_number, at, manual, duration, outcome)
      VALUES (?, ?, ?, ?, ?, 0, ?)
      """;

  /**
   * A claim whose node is gone.
   *
   * @param logNumber the number for its attempt in the log, unless it is the first
   */
  record Abandoned(long delivery, long epoch, long attempts, boolean manual, long logNumber) {
    /** All of an earlier epoch than this one, still without numbers. */
    static List<Abandoned> before(Session session, long epoch) throws SQLException {
      return session.on(ABANDONED).with(epoch).list(Abandoned::read);
    }

    private static Abandoned read(Row row) throws SQLException {
      return new Abandoned(row.number(), row.number(), row.number(), row.flag(), 0);
    }

    Abandoned numbered(long number) {
      return new Abandoned(delivery, epoch, attempts, manual, number);
    }
  }

  @Override
  public Integer on(Session session) throws SQLException {
    int ended = 0;
    for (var claim : claims) {
      int one =
          session.on(END).with(now).with(now).with(claim.delivery()).with(claim.epoch()).update();
      if (one == 1) {
        record(session, claim);
      }
      ended += one;
    }
    return ended;
  }

  private void record(Session session, Abandoned claim) throws SQLException {
    boolean first = claim.attempts() == 0;
    session
        .on(RECORD)
        .with(claim.delivery())
        .with(claim.attempts() + 1)
        .withNumber(first ? Optional.empty() : Optional.of(claim.logNumber()))
        .with(now)
        .with(claim.manual())
        .with(AttemptOutcome.INTERRUPTED.word())
        .update();
  }
}
