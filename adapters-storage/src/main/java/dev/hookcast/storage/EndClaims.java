package dev.hookcast.storage;

import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Ends claims of nodes that are no more: each leaves an interrupted attempt. */
record EndClaims(List<Abandoned> claims, Instant now) implements Session.Work<Integer> {
  private static final String CLAIMED =
      """
      SELECT d.number, d.claimed_by, d.manual,
        CASE WHEN d.manual = 1 THEN
            (SELECT r.number FROM resend r
              WHERE r.delivery = d.number AND r.answered = 0 AND r.claimed = 1)
          WHEN (SELECT 1 FROM attempt a
            WHERE a.delivery = d.number AND a.log_number IS NULL LIMIT 1) IS NULL
            THEN d.number END
      FROM delivery d
      """;

  private static final String ABANDONED = CLAIMED + "WHERE d.claimed_by < ?";

  private static final String OF_ENDED =
      CLAIMED
          + """
          WHERE d.marked_claim IN
            (SELECT n.epoch FROM node n WHERE n.ended = 1 AND n.lease_until IS NOT NULL)
          ORDER BY d.number LIMIT ?
          """;

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
      WHERE number = ? AND claimed_by IS NOT DISTINCT FROM ?
      RETURNING state, subscription, attempts
      """;

  private static final String RECORD =
      """
      INSERT INTO attempt (delivery, number, subscription, log_number, at, manual, duration,
        outcome)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?)
      """;

  /**
   * A claim whose node is gone.
   *
   * @param logNumber what its attempt may have been sent with, if that was given already
   * @param fresh a number that nothing has yet
   */
  record Abandoned(
      long delivery, long epoch, boolean manual, Optional<Long> logNumber, long fresh) {
    /** All of an earlier epoch than this one, still without fresh numbers. */
    static List<Abandoned> before(Session session, long epoch) throws SQLException {
      return session.on(ABANDONED).with(epoch).list(Abandoned::read);
    }

    /** Some of nodes that have ended, likewise. */
    static List<Abandoned> ofEnded(Session session, int limit) throws SQLException {
      return session.on(OF_ENDED).with(limit).list(Abandoned::read);
    }

    private static Abandoned read(Row row) throws SQLException {
      return new Abandoned(row.number(), row.number(), row.flag(), row.numberIfAny(), 0);
    }

    Abandoned numbered(long number) {
      return new Abandoned(delivery, epoch, manual, logNumber, number);
    }
  }

  private record Ended(String state, long subscription, long attempts) {}

  @Override
  public Integer on(Session session) throws SQLException {
    int ended = 0;
    for (var claim : claims) {
      var one =
          session
              .on(END)
              .with(now)
              .with(now)
              .with(claim.delivery())
              .with(claim.epoch())
              .first(row -> new Ended(row.text(), row.number(), row.number()));
      if (one.isPresent()) {
        record(session, claim, one.get());
        ended++;
      }
    }
    return ended;
  }

  private void record(Session session, Abandoned claim, Ended ended) throws SQLException {
    long logNumber = claim.logNumber().orElse(claim.fresh());
    boolean own = logNumber == claim.delivery();
    session
        .on(RECORD)
        .with(claim.delivery())
        .with(ended.attempts())
        .withNumber(own ? Optional.empty() : Optional.of(ended.subscription()))
        .withNumber(own ? Optional.empty() : Optional.of(logNumber))
        .with(now)
        .with(claim.manual())
        .with(AttemptOutcome.INTERRUPTED.word())
        .update();
    if (claim.manual() && ended.state().equals(DeliveryState.WAITING.word())) {
      Resends.again(session, logNumber, claim.fresh());
    } else if (claim.manual()) {
      Resends.answer(session, logNumber);
    }
  }
}
