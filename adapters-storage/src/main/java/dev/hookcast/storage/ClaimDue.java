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
      SELECT number, id, event, attempts, retries_used, resends, settled, next_attempt_at
      FROM delivery WHERE subscription = ? AND due_at <= ?
      ORDER BY due_at, number LIMIT ?
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
        session
            .on(CLAIM)
            .with(found.claim().trigger() == Trigger.MANUAL)
            .with(epoch)
            .with(found.claim().number())
            .update();
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
            manual ? next : Optional.empty());
    return new Found(claim, event);
  }
}
