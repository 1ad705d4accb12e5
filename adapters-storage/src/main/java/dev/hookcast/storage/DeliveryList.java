package dev.hookcast.storage;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.DeliveryStore.Query;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the deliveries of a page. Which way is short depends on what is wanted: no index holds all
 * states of all deliveries, because each delivery would pay for it several times.
 *
 * @param organization what the organization is filed under
 */
record DeliveryList(Query query, long organization) {
  private static final String SHOWN =
      """
      SELECT %s
      FROM (%%s) newest
        JOIN delivery d ON d.number = newest.number
        JOIN event e ON e.number = d.event
        JOIN subscription s ON s.number = d.subscription
        JOIN organization o ON o.number = s.organization
      ORDER BY d.number DESC
      """
          .formatted(DeliveryRows.COLUMNS);

  // A short walk down one index for each subscription that the organization has: neither an index
  // over everybody's deliveries, which each write would pay for, nor a walk through other people's.
  private static final String OF_EACH = "SELECT c.number AS number FROM subscription s ";
  private static final String OF_THE_ORGANIZATION = "\nWHERE s.organization = ?";
  private static final String NEWEST_OF_THEM = "\nORDER BY c.number DESC LIMIT ?";
  private static final String OF_ONE =
      "SELECT n.number FROM delivery n WHERE n.subscription = s.number";
  private static final String NEWEST = "\nORDER BY n.number DESC LIMIT ?";

  // The plus keeps a database from walking down the index of each subscription.
  private static final String OF_ALL = "SELECT n.number AS number FROM delivery n WHERE 1 = 1";
  private static final String OWN =
      "\n  AND +n.subscription IN (SELECT s.number FROM subscription s WHERE s.organization = ?";

  // What is sent just now is few, and has an index of its own, or is among the latest.
  private static final String CLAIMED = "n.claimed_by > 0";
  private static final String MARKED_OR_LATEST = "(n.marked_claim > 0 OR n.number >= ?)";

  private static final String LIST_OF_EVENT =
      """
      SELECT %s
      FROM event e
        JOIN organization o ON o.number = e.organization
        JOIN delivery d ON d.event = e.number
        JOIN subscription s ON s.number = d.subscription
      WHERE e.organization = ? AND e.id = ?%%s%%s
      ORDER BY d.number DESC LIMIT ?
      """
          .formatted(DeliveryRows.COLUMNS);

  private static final String SHARE =
      """
      SELECT COUNT(*)
      FROM (SELECT n.subscription FROM delivery n WHERE n.number < ?
        ORDER BY n.number DESC LIMIT ?) latest
        JOIN subscription s ON s.number = latest.subscription
      WHERE s.organization = ?\
      """;

  private static final long SAMPLE = 1_000;

  // A step from row to row is so much cheaper than one by way of an index.
  private static final long DEAR = 10;

  /** The page's deliveries, and one more if there are more. */
  List<DeliveryRows.Head> read(Session session) throws SQLException {
    var period = Stretch.of(session, query.since(), query.until());
    if (query.event().isPresent()) {
      return ofEvent(session, query.event().get(), period);
    }
    var state = query.state();
    if (state.equals(Optional.of(DeliveryState.SENDING))) {
      return ofAll(session, claimed(session), "+n.number", period);
    }
    return rare(state) || !common(session, period)
        ? ofEach(session, period)
        : ofAll(session, new Restriction(), "n.number", period);
  }

  /** True for a state that has an index of its own for each subscription. */
  private static boolean rare(Optional<DeliveryState> wanted) {
    return wanted
        .map(
            state ->
                switch (state) {
                  case WAITING, EXHAUSTED, CANCELLED -> true;
                  case SENDING, DELIVERED -> false;
                })
        .orElse(false);
  }

  /** True if a good part of the latest deliveries is of those that are wanted. */
  private boolean common(Session session, Stretch period) throws SQLException {
    var receiver = receiver();
    long before = Math.min(period.before(), query.page().before().orElse(Long.MAX_VALUE));
    var call = session.on(SHARE + receiver.sql()).with(before).with(SAMPLE);
    long share = receiver.bind(call.with(organization)).first(Row::number).orElse(0L);
    return share * DEAR >= SAMPLE;
  }

  private List<DeliveryRows.Head> ofEach(Session session, Stretch period) throws SQLException {
    var receiver = receiver();
    var only = restriction(period, "n");
    var column = rare(query.state()) ? session.vendor().listed() : "state";
    var newest = session.vendor().several(OF_ONE + literally(column) + only.sql() + NEWEST);
    var found = OF_EACH + newest + OF_THE_ORGANIZATION + receiver.sql() + NEWEST_OF_THEM;
    var sql = SHOWN.formatted(found);
    var call = only.bind(session.on(sql)).with(limit()).with(organization);
    return receiver.bind(call).with(limit()).list(DeliveryRows::head);
  }

  private List<DeliveryRows.Head> ofAll(
      Session session, Restriction which, String order, Stretch period) throws SQLException {
    var receiver = receiver();
    var only = restriction(period, "n");
    var found = OF_ALL + literally("state") + which.sql() + OWN + receiver.sql() + ")" + only.sql();
    var newest = found + "\nORDER BY " + order + " DESC LIMIT ?";
    var call = which.bind(session.on(SHOWN.formatted(newest))).with(organization);
    receiver.bind(call);
    return only.bind(call).with(limit()).list(DeliveryRows::head);
  }

  private List<DeliveryRows.Head> ofEvent(Session session, EventId event, Stretch period)
      throws SQLException {
    var receiver = receiver();
    var only = restriction(period, "d").and("d.state = ?", query.state().map(DeliveryState::word));
    var call = session.on(LIST_OF_EVENT.formatted(only.sql(), receiver.sql()));
    call.with(organization).with(event.value());
    return receiver.bind(only.bind(call)).with(limit()).list(DeliveryRows::head);
  }

  private Restriction restriction(Stretch period, String table) {
    var page = new Restriction().and(table + ".number < ?", query.page().before());
    return period.restrict(
        page, table + ".number", table + ".created_at", query.since(), query.until());
  }

  private Restriction receiver() {
    return new Restriction().and("s.id = ?", query.subscription().map(SubscriptionId::value));
  }

  private static Restriction claimed(Session session) throws SQLException {
    return session.vendor().shared()
        ? new Restriction().and(MARKED_OR_LATEST, ClaimedRange.lowest(session))
        : new Restriction().and(CLAIMED);
  }

  /** Said in the query itself: only so does a database know that an index of that state will do. */
  private String literally(String column) {
    return query.state().map(s -> "\n  AND n." + column + " = '" + s.word() + "'").orElse("");
  }

  private long limit() {
    return query.page().limit() + 1L;
  }
}
