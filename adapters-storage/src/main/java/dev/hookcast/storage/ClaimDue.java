package dev.hookcast.storage;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.RecordedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Claims what is due of some subscriptions for this node. */
record ClaimDue(List<Wanted> demands, Instant now, long epoch)
    implements Session.Work<List<Claim.WithEvent>> {
  private static final String DUE =
      """
      SELECT d.number, d.id, d.event, d.attempts, d.retries_used, d.resends, d.settled,
        d.next_attempt_at,
        CASE WHEN d.resends > 0 THEN
            (SELECT r.number FROM resend r WHERE r.delivery = d.number AND r.answered = 0
              ORDER BY r.asked_at, r.number LIMIT 1)
          WHEN NOT EXISTS (SELECT 1 FROM attempt a
            WHERE a.delivery = d.number AND a.log_number IS NULL) THEN d.number END
      FROM delivery d WHERE d.subscription = ? AND d.due_at <= ?
      ORDER BY d.due_at, d.number LIMIT ?
      """;

  private static final String CLAIM =
      """
      UPDATE delivery SET state = 'sending', due_at = NULL, manual = ?, claimed_by = ?
      WHERE number = ?
      """;

  /** A demand with the number that its subscription is filed under. */
  record Wanted(SubscriptionId subscription, long number, int limit) {}

  private record Found(Claim claim, long event) {}

  @Override
  public List<Claim.WithEvent> on(Session session) throws SQLException {
    var claims = new ArrayList<Claim.WithEvent>();
    var events = new HashMap<Long, RecordedEvent>();
    for (var wanted : demands) {
      for (var found : due(session, wanted)) {
        claim(session, found.claim());
        var event = events.get(found.event());
        if (event == null) {
          event = SqlEventStore.find(session, found.event());
          events.put(found.event(), event);
        }
        claims.add(new Claim.WithEvent(found.claim(), event));
      }
    }
    return claims;
  }

  private void claim(Session session, Claim claim) throws SQLException {
    boolean manual = claim.trigger() == Trigger.MANUAL;
    session.on(CLAIM).with(manual).with(epoch).with(claim.number()).update();
    if (manual && claim.logNumber().isPresent()) {
      Resends.claim(session, claim.logNumber().get());
    }
  }

  private List<Found> due(Session session, Wanted wanted) throws SQLException {
    return session
        .on(DUE)
        .with(wanted.number())
        .with(now)
        .with(wanted.limit())
        .list(row -> found(row, wanted.subscription()));
  }

  private Found found(Row row, SubscriptionId subscription) throws SQLException {
    long number = row.number();
    var id = new DeliveryId(Uuid7.text(row.bytes()));
    long event = row.number();
    int attempts = (int) row.number();
    int retriesUsed = (int) row.number();
    boolean manual = row.number() > 0;
    var settled = row.textIfAny().map(DeliveryState::of).orElse(DeliveryState.WAITING);
    var next = row.timeIfAny();
    var claim =
        new Claim(
            id,
            number,
            subscription,
            epoch,
            manual ? Trigger.MANUAL : Trigger.AUTOMATIC,
            attempts,
            retriesUsed,
            settled,
            manual ? next : Optional.empty(),
            row.numberIfAny());
    return new Found(claim, event);
  }
}
