package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Makes a manual attempt of a delivery due and puts it into the log, unless the delivery is
 * cancelled, or has no payload or no receiver any more. Returns whether it did.
 */
record AskResend(long organization, Bytes id, long logNumber, Instant now)
    implements Session.Work<Boolean> {
  private static final String ASK =
      """
      UPDATE delivery SET
        settled = CASE WHEN state = 'sending' OR resends > 0 THEN settled ELSE state END,
        due_at = CASE WHEN state = 'sending' THEN NULL WHEN due_at < ? THEN due_at ELSE ? END,
        state = CASE WHEN state = 'sending' THEN state ELSE 'waiting' END,
        resends = resends + 1,
        resent_at = COALESCE(resent_at, ?)
      WHERE number = ? AND id = ? AND state <> 'cancelled'
        AND EXISTS (SELECT 1 FROM subscription s WHERE s.number = delivery.subscription
          AND s.organization = ? AND s.deleted = 0)
        AND EXISTS (SELECT 1 FROM event e WHERE e.number = delivery.event
          AND length(e.document) > 0)
      """;

  // What expires meanwhile is either gone before, or held back by the delivery that waits then.
  private static final String HELD_EVENT =
      """
      SELECT number FROM event
      WHERE number = (SELECT event FROM delivery WHERE number = ?) FOR SHARE
      """;

  @Override
  public Boolean on(Session session) throws SQLException {
    session.hold(HELD_EVENT, Uuid7.number(id));
    int asked =
        session
            .on(ASK)
            .with(now)
            .with(now)
            .with(now)
            .with(Uuid7.number(id))
            .with(id)
            .with(organization)
            .update();
    if (asked == 1) {
      Resends.add(session, Uuid7.number(id), logNumber, now);
    }
    return asked == 1;
  }
}
