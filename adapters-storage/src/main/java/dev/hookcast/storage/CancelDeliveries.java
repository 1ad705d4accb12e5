package dev.hookcast.storage;

import java.sql.SQLException;
import java.util.Set;

/** Cancels what hasn't ended of these subscriptions. */
record CancelDeliveries(Set<Long> subscriptions) implements Session.Work<Integer> {
  private static final String CANCEL =
      """
      UPDATE delivery SET state = CASE WHEN settled IN ('delivered', 'exhausted') THEN settled
          ELSE 'cancelled' END,
        settled = NULL, due_at = NULL, next_attempt_at = NULL, resends = manual, resent_at = NULL
      """;

  private static final String CANCEL_WAITING =
      CANCEL + "WHERE subscription = ? AND due_at IS NOT NULL";

  private static final String CANCEL_CLAIMED = CANCEL + "WHERE number = ? AND state = 'sending'";

  // Whatever is claimed is few. All that the subscriptions ever had may be millions, and an index
  // over that is what the database would choose to look through.
  private static final String CLAIMED =
      "SELECT number, subscription FROM delivery WHERE claimed_by IS NOT NULL";

  // One statement: what is claimed or given back meanwhile is found in one place or the other.
  private static final String CANCEL_AT_ONCE =
      CANCEL
          + """
          WHERE (subscription = ? AND due_at IS NOT NULL)
            OR (subscription = ? AND marked_claim IS NOT NULL AND state = 'sending')
            OR (subscription = ? AND number >= ? AND claimed_by IS NOT NULL AND state = 'sending')
          """;

  private record Claimed(long number, long subscription) {}

  @Override
  public Integer on(Session session) throws SQLException {
    return session.vendor().shared() ? beside(session) : alone(session);
  }

  private int beside(Session session) throws SQLException {
    int cancelled = 0;
    for (long subscription : subscriptions) {
      long unmarked = ClaimedRange.lowest(session);
      cancelled +=
          session
              .on(CANCEL_AT_ONCE)
              .with(subscription)
              .with(subscription)
              .with(subscription)
              .with(unmarked)
              .update();
      // Afterwards: the deliveries are held now, so that nobody claims their resends.
      Resends.forgetWaiting(session, subscription);
    }
    return cancelled;
  }

  private int alone(Session session) throws SQLException {
    int cancelled = 0;
    for (long subscription : subscriptions) {
      Resends.forgetWaiting(session, subscription);
      cancelled += session.on(CANCEL_WAITING).with(subscription).update();
    }
    for (var claimed : session.on(CLAIMED).list(row -> new Claimed(row.number(), row.number()))) {
      if (subscriptions.contains(claimed.subscription())) {
        cancelled += session.on(CANCEL_CLAIMED).with(claimed.number()).update();
      }
    }
    return cancelled;
  }
}
