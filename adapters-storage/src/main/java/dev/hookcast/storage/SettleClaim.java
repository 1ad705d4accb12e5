package dev.hookcast.storage;

import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Settlement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Records an attempt and moves its delivery on, if the claim still holds.
 *
 * @param fresh a number for the resend that a late attempt was to answer, if it was one
 */
record SettleClaim(Settlement settlement, StoredAttempt attempt, Optional<Long> fresh)
    implements Session.Work<Boolean> {
  // A delivery that isn't sending any more was cancelled meanwhile. Where a resend came in
  // meanwhile, more are counted than the one that this claim answers.
  private static final String MOVE_ON =
      """
      UPDATE delivery SET
        state = CASE WHEN state <> 'sending' AND ? <> 'delivered' THEN state
          WHEN resends > manual THEN 'waiting' ELSE ? END,
        settled = CASE WHEN resends > manual THEN ? END,
        due_at = CASE WHEN state <> 'sending' THEN NULL
          WHEN resends > manual THEN resent_at ELSE ? END,
        next_attempt_at = CASE WHEN state = 'sending' THEN ? END,
        retries_used = ?,
        attempts = attempts + 1,
        resends = resends - manual,
        resent_at = CASE WHEN resends > manual THEN resent_at END,
        manual = 0,
        claimed_by = NULL
      WHERE number = ? AND claimed_by = ?
      RETURNING attempts, subscription
      """;

  private static final String RECORDED =
      """
      SELECT outcome FROM attempt
      WHERE delivery = ? AND COALESCE(log_number, delivery) = ? AND outcome <> 'interrupted'
      """;

  private static final String COUNT_ONE_MORE =
      """
      UPDATE delivery SET attempts = attempts + 1 WHERE number = ?
      RETURNING attempts, subscription
      """;

  /** Where the attempt stands among the others. */
  private record Place(long number, long subscription) {
    static Place read(Row row) throws SQLException {
      return new Place(row.number(), row.number());
    }
  }

  @Override
  public Boolean on(Session session) throws SQLException {
    var claim = settlement.claim();
    var state = settlement.state().word();
    var place =
        session
            .on(MOVE_ON)
            .with(state)
            .with(state)
            .with(state)
            .withTime(settlement.nextAttemptAt())
            .withTime(settlement.nextAttemptAt())
            .with(settlement.retriesUsed())
            .with(claim.number())
            .with(claim.epoch())
            .first(Place::read);
    if (place.isEmpty()) {
      return late(session);
    }
    add(session, place.get(), attempt.attempt().outcome());
    if (claim.trigger() == Trigger.MANUAL) {
      Resends.answer(session, attempt.attempt().logNumber());
    }
    return true;
  }

  private boolean late(Session session) throws SQLException {
    long delivery = settlement.claim().number();
    var recorded =
        session.on(RECORDED).with(delivery).with(attempt.attempt().logNumber()).first(Row::text);
    if (recorded.isPresent()) {
      return !recorded.get().equals(AttemptOutcome.LATE.word());
    }
    if (fresh.isPresent()) {
      Resends.again(session, attempt.attempt().logNumber(), fresh.get());
    }
    int number = settlement.claim().attempts() + 1;
    if (!attempt.replaceInterrupted(session, delivery, number, AttemptOutcome.LATE)) {
      var next = session.on(COUNT_ONE_MORE).with(delivery).first(Place::read);
      if (next.isPresent()) { // else it has expired
        add(session, next.get(), AttemptOutcome.LATE);
      }
    }
    return false;
  }

  private void add(Session session, Place place, AttemptOutcome outcome) throws SQLException {
    long delivery = settlement.claim().number();
    attempt.add(session, delivery, place.subscription(), place.number(), outcome);
  }
}
