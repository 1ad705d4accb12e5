package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.SQLException;
import java.time.Instant;

/** Makes a manual attempt of a delivery due, unless it is cancelled or has no receiver any more. */
record Resend(long organization, Bytes id, Instant now) implements Session.Work<Integer> {
  private static final String RESEND =
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
      """;

  @Override
  public Integer on(Session session) throws SQLException {
    return session
        .on(RESEND)
        .with(now)
        .with(now)
        .with(now)
        .with(Uuid7.number(id))
        .with(id)
        .with(organization)
        .update();
  }
}
