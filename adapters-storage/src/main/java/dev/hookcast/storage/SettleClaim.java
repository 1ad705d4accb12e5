package dev.hookcast.storage;

import static dev.hookcast.storage.Batch.Type.NUMBER;
import static dev.hookcast.storage.Batch.Type.TEXT;

import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records an attempt and moves its delivery on, if the claim still holds.
 *
 * @param fresh a number for the resend that a late attempt was to answer, if it was one
 */
record SettleClaim(Settlement settlement, StoredAttempt attempt, Optional<Long> fresh)
    implements Many<Boolean> {
  // A delivery that isn't sending any more was cancelled meanwhile. Where a resend came in
  // meanwhile, more are counted than the one that this claim answers. It is found by its number:
  // an "=" would tempt PostgreSQL to go through all that the node has claimed, for each one.
  private static final String MOVED_ON =
      """
      UPDATE delivery SET
        state = CASE WHEN state <> 'sending' AND {state} <> 'delivered' THEN state
          WHEN resends > manual THEN 'waiting' ELSE {state} END,
        settled = CASE WHEN resends > manual THEN {state} END,
        due_at = CASE WHEN state <> 'sending' THEN NULL
          WHEN resends > manual THEN resent_at ELSE {next} END,
        next_attempt_at = CASE WHEN state = 'sending' THEN {next} END,
        retries_used = {retries},
        attempts = attempts + 1,
        resends = resends - manual,
        resent_at = CASE WHEN resends > manual THEN resent_at END,
        manual = 0,
        claimed_by = NULL
      """;

  private static final String MOVE_ON =
      MOVED_ON.replaceAll("\\{\\w+}", "?")
          + """
          WHERE number = ? AND claimed_by IS NOT DISTINCT FROM ?
          RETURNING attempts, subscription
          """;

  // What nearly every delivery comes to: nothing has to be weighed, and nothing read back.
  private static final String END_AT_FIRST =
      """
      UPDATE delivery SET state = ?, next_attempt_at = NULL, attempts = 1, claimed_by = NULL
      WHERE number = ? AND claimed_by IS NOT DISTINCT FROM ? AND state = 'sending'
        AND attempts = 0 AND resends = 0 AND retries_used = 0 AND settled IS NULL
      """;

  private static final String MOVE_MANY_ON =
      MOVED_ON.replaceAll("\\{(\\w+)}", "settling.of_$1")
          + """
          FROM UNNEST(?, ?, ?, ?, ?)
            AS settling (of_state, of_next, of_retries, of_number, of_epoch)
          WHERE number = settling.of_number
            AND claimed_by IS NOT DISTINCT FROM settling.of_epoch
          RETURNING attempts, subscription, number
          """;

  private static final String HELD = "SELECT number FROM delivery WHERE number = ? FOR UPDATE";

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
    if (endedAtFirst(session)) {
      return true;
    }
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

  @Override
  public List<Boolean> together(Session session, List<? extends Session.Work<?>> works)
      throws SQLException {
    var all = works.stream().map(SettleClaim.class::cast).toList();
    // In the order of their numbers, as a sweep goes: or each would hold what the other waits for.
    var automatic = new TreeMap<Long, SettleClaim>();
    for (var each : all) {
      if (each.settlement.claim().trigger() == Trigger.AUTOMATIC) {
        automatic.putIfAbsent(each.settlement.claim().number(), each);
      }
    }
    var places = moveOn(session, automatic.values());
    StoredAttempt.addAll(
        session, places.keySet().stream().map(n -> added(automatic, places, n)).toList());
    var settled = new ArrayList<Boolean>(all.size());
    for (var each : all) {
      var claim = each.settlement.claim();
      // The first of the same; any further one finds what that has recorded.
      boolean done = claim.trigger() == Trigger.AUTOMATIC && places.remove(claim.number()) != null;
      settled.add(done || each.on(session));
    }
    return settled;
  }

  private static Map<Long, Place> moveOn(Session session, Collection<SettleClaim> all)
      throws SQLException {
    var batch = new Batch(TEXT, NUMBER, NUMBER, NUMBER, NUMBER);
    for (var each : all) {
      var settlement = each.settlement;
      batch
          .row()
          .with(settlement.state().word())
          .withTime(settlement.nextAttemptAt())
          .with(settlement.retriesUsed())
          .with(settlement.claim().number())
          .with(settlement.claim().epoch());
    }
    var places = new TreeMap<Long, Place>();
    batch
        .on(session, MOVE_MANY_ON)
        .list(
            row -> {
              var place = Place.read(row);
              return places.put(row.number(), place);
            });
    return places;
  }

  private static StoredAttempt.Placed added(
      Map<Long, SettleClaim> all, Map<Long, Place> places, long delivery) {
    var attempt = Objects.requireNonNull(all.get(delivery)).attempt;
    var place = Objects.requireNonNull(places.get(delivery));
    return new StoredAttempt.Placed(attempt, delivery, place.subscription(), place.number());
  }

  private boolean endedAtFirst(Session session) throws SQLException {
    var claim = settlement.claim();
    if (claim.attempts() > 0
        || settlement.nextAttemptAt().isPresent()
        || settlement.retriesUsed() > 0
        || attempt.attempt().logNumber() != claim.number()) {
      return false;
    }
    int ended =
        session
            .on(END_AT_FIRST)
            .with(settlement.state().word())
            .with(claim.number())
            .with(claim.epoch())
            .update();
    if (ended == 1) {
      attempt.addFirst(session, claim.number());
    }
    return ended == 1;
  }

  private boolean late(Session session) throws SQLException {
    long delivery = settlement.claim().number();
    // Held, so that of two that bring the same one of them finds what the other has recorded.
    session.hold(HELD, delivery);
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
