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
import java.util.Objects;
import java.util.Optional;

/** Claims what is due of some subscriptions for this node. */
record ClaimDue(List<Wanted> demands, Instant now, long epoch)
    implements Claiming<List<Claim.WithEvent>> {
  // Not "NOT EXISTS": PostgreSQL might read all attempts at once to answer that for each delivery.
  private static final String COLUMNS =
      """
      SELECT d.number, d.id, d.event, d.attempts, d.retries_used, d.resends, d.settled,
        d.next_attempt_at,
        CASE WHEN d.resends > 0 THEN
            (SELECT r.number FROM resend r WHERE r.delivery = d.number AND r.answered = 0
              ORDER BY r.asked_at, r.number LIMIT 1)
          WHEN (SELECT 1 FROM attempt a
            WHERE a.delivery = d.number AND a.log_number IS NULL LIMIT 1) IS NULL
            THEN d.number END
      """;

  private static final String DUE =
      COLUMNS
          + """
          FROM delivery d WHERE d.subscription = ? AND d.due_at <= ?
          ORDER BY d.due_at, d.number LIMIT ?
          """;

  // What another node is just claiming is passed over. Read afterwards, by a statement of its own:
  // of what changed while this one waited for nobody, it would know the rows but not the resends.
  private static final String HOLD =
      """
      SELECT held.number
      FROM UNNEST(?, ?) WITH ORDINALITY AS wanted (subscription, most, place)
        CROSS JOIN LATERAL (
          SELECT d.number, d.due_at FROM delivery d
          WHERE d.subscription = wanted.subscription AND d.due_at <= ?
          ORDER BY d.due_at, d.number LIMIT wanted.most
          FOR UPDATE SKIP LOCKED) held
      ORDER BY wanted.place, held.due_at, held.number
      """;

  private static final String HELD =
      COLUMNS + ", d.subscription FROM delivery d WHERE d.number = ANY (?)";

  private static final String CLAIM_HELD =
      """
      UPDATE delivery
      SET state = 'sending', due_at = NULL, manual = claiming.by_hand, claimed_by = ?, marked = 1
      FROM UNNEST(?, ?) AS claiming (of_number, by_hand) WHERE number = claiming.of_number
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
    return session.vendor().shared() ? beside(session) : alone(session);
  }

  @Override
  public List<Claim> claims(List<Claim.WithEvent> result) {
    return result.stream().map(Claim.WithEvent::claim).toList();
  }

  private List<Claim.WithEvent> alone(Session session) throws SQLException {
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

  private List<Claim.WithEvent> beside(Session session) throws SQLException {
    if (LeasedNode.holding(session, List.of(epoch)).isEmpty()) {
      return List.of();
    }
    var held =
        session
            .on(HOLD)
            .withNumbers(demands.stream().map(Wanted::number).toList())
            .withNumbers(demands.stream().map(wanted -> (long) wanted.limit()).toList())
            .with(now)
            .list(Row::number)
            .stream()
            .distinct() // two demands may be for the same
            .toList();
    if (held.isEmpty()) {
      return List.of();
    }
    var found = new HashMap<Long, Found>();
    var filed = new HashMap<Long, SubscriptionId>();
    demands.forEach(wanted -> filed.put(wanted.number(), wanted.subscription()));
    Row.Reader<SubscriptionId> receiver = row -> Objects.requireNonNull(filed.get(row.number()));
    for (var each : session.on(HELD).withNumbers(held).list(row -> found(row, receiver))) {
      found.put(each.claim().number(), each);
    }
    var inOrder = held.stream().map(number -> Objects.requireNonNull(found.get(number))).toList();
    claim(session, inOrder);
    var events =
        SqlEventStore.find(session, inOrder.stream().map(Found::event).distinct().toList());
    return inOrder.stream()
        .map(f -> new Claim.WithEvent(f.claim(), Objects.requireNonNull(events.get(f.event()))))
        .toList();
  }

  private void claim(Session session, List<Found> held) throws SQLException {
    session
        .on(CLAIM_HELD)
        .with(epoch)
        .withNumbers(held.stream().map(found -> found.claim().number()).toList())
        .withNumbers(held.stream().map(found -> manual(found.claim()) ? 1L : 0L).toList())
        .update();
    for (var found : held) {
      var claim = found.claim();
      if (manual(claim) && claim.logNumber().isPresent()) {
        Resends.claim(session, claim.logNumber().get());
      }
    }
  }

  private static boolean manual(Claim claim) {
    return claim.trigger() == Trigger.MANUAL;
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
        .list(row -> found(row, rest -> wanted.subscription()));
  }

  private Found found(Row row, Row.Reader<SubscriptionId> last) throws SQLException {
    long number = row.number();
    var id = new DeliveryId(Uuid7.text(row.bytes()));
    long event = row.number();
    int attempts = (int) row.number();
    int retriesUsed = (int) row.number();
    boolean manual = row.number() > 0;
    var settled = row.textIfAny().map(DeliveryState::of).orElse(DeliveryState.WAITING);
    var next = row.timeIfAny();
    var logNumber = row.numberIfAny();
    var claim =
        new Claim(
            id,
            number,
            last.read(row),
            epoch,
            manual ? Trigger.MANUAL : Trigger.AUTOMATIC,
            attempts,
            retriesUsed,
            settled,
            manual ? next : Optional.empty(),
            logNumber);
    return new Found(claim, event);
  }
}
