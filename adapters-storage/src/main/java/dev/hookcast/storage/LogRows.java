package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.spi.DeliveryStore.LogQuery;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.RecordedEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads logs. An entry is a delivery under its own number, an attempt that has a number of its own,
 * or a resend that has no attempt yet.
 */
final class LogRows {
  private static final String OWN = "FROM delivery d WHERE d.subscription = ?";

  private static final String FURTHER = "FROM attempt a WHERE a.subscription = ?";

  // Correlated, like the types below: else the planner walks through all deliveries for the few
  // resends that wait, or through all events of a type for the few entries of a page.
  private static final String ASKED =
      """
      FROM resend a WHERE a.answered = 0
        AND (SELECT d.subscription FROM delivery d WHERE d.number = a.delivery) = ?\
      """;

  private static final String TYPE_OF_OWN = "(SELECT e.type FROM event e WHERE e.number = d.event)";

  private static final String TYPE_OF_OTHERS =
      """
      (SELECT e.type FROM delivery d JOIN event e ON e.number = d.event
        WHERE d.number = a.delivery)\
      """;

  private static final String FIND =
      """
      SELECT %s
      FROM delivery d
        JOIN event e ON e.number = d.event
        JOIN subscription s ON s.number = d.subscription
        JOIN organization o ON o.number = s.organization
      WHERE d.number = ?
      """
          .formatted(DeliveryRows.COLUMNS);

  private static final String DELIVERY =
      """
      SELECT number FROM delivery WHERE number = ?
      UNION ALL SELECT delivery FROM attempt WHERE log_number = ?
      UNION ALL SELECT delivery FROM resend WHERE number = ?
      """;

  private static final String ASKED_AT = "SELECT asked_at FROM resend WHERE number = ?";

  private static final String SUBSCRIPTION =
      """
      SELECT s.number FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.id = ? AND o.id = ?
      """;

  /** An entry that is still to be read. */
  private record Place(long number, long delivery) {
    static Place read(Row row) throws SQLException {
      return new Place(row.number(), row.number());
    }
  }

  /** The wanted entries of the subscription that is filed under this number. */
  private record Log(long subscription, LogQuery query) {
    String count() {
      return "SELECT (SELECT COUNT(*) %s) + (SELECT COUNT(*) %s) + (SELECT COUNT(*) %s)"
          .formatted(own(), further(), asked());
    }

    String newest() {
      return """
      SELECT number, delivery FROM (
        SELECT * FROM (SELECT d.number AS number, d.number AS delivery %s
          ORDER BY d.number DESC LIMIT ?) own
        UNION ALL
        SELECT * FROM (SELECT a.log_number AS number, a.delivery AS delivery %s
          ORDER BY a.log_number DESC LIMIT ?) further
        UNION ALL
        SELECT a.number AS number, a.delivery AS delivery %s) entry
      ORDER BY number DESC LIMIT ? OFFSET ?
      """
          .formatted(own(), further(), asked());
    }

    Call bind(Call call) throws SQLException {
      call.with(subscription);
      for (var type : query.types()) {
        call.with(type.value());
      }
      return query.before().isPresent() ? call.with(query.before().get().longValue()) : call;
    }

    private String own() {
      return OWN + only(TYPE_OF_OWN, "d.number");
    }

    private String further() {
      return FURTHER + only(TYPE_OF_OTHERS, "a.log_number");
    }

    private String asked() {
      return ASKED + only(TYPE_OF_OTHERS, "a.number");
    }

    private String only(String type, String number) {
      int types = query.types().size();
      var ofTypes = types == 0 ? "" : " AND " + type + " IN (?" + ", ?".repeat(types - 1) + ")";
      return query.before().isPresent() ? ofTypes + " AND " + number + " < ?" : ofTypes;
    }
  }

  static List<LogEntry> list(Session session, LogQuery query) throws SQLException {
    var entries = new ArrayList<LogEntry>();
    for (var place : newest(session, query)) {
      var head = head(session, place.delivery());
      var event = SqlEventStore.find(session, head.event());
      entries.add(
          entry(session, place, head, event, DeliveryRows.light(session, head, place.number())));
    }
    return entries;
  }

  static long count(Session session, LogQuery query) throws SQLException {
    var log = log(session, query);
    if (log.isEmpty()) {
      return 0;
    }
    var known = log.get();
    var call = known.bind(session.on(known.count()));
    return known.bind(known.bind(call)).first(Row::number).orElseThrow();
  }

  static Optional<LogEntry> find(Session session, OrganizationId organization, long number)
      throws SQLException {
    var delivery = session.on(DELIVERY).with(number).with(number).with(number).first(Row::number);
    if (delivery.isEmpty()) {
      return Optional.empty();
    }
    var head = head(session, delivery.get());
    if (!head.delivery().organization().equals(organization)) {
      return Optional.empty();
    }
    var event = SqlEventStore.find(session, head.event());
    var attempt = DeliveryRows.whole(session, head, number, event.document());
    return Optional.of(entry(session, new Place(number, delivery.get()), head, event, attempt));
  }

  private static Optional<Log> log(Session session, LogQuery query) throws SQLException {
    return session
        .on(SUBSCRIPTION)
        .with(query.subscription().value())
        .with(query.organization().value())
        .first(row -> new Log(row.number(), query));
  }

  private static List<Place> newest(Session session, LogQuery query) throws SQLException {
    var log = log(session, query);
    if (log.isEmpty()) {
      return List.of();
    }
    var known = log.get();
    long reach = query.offset() + query.limit();
    var call = known.bind(session.on(known.newest())).with(reach);
    known.bind(call).with(reach);
    return known.bind(call).with(query.limit()).with(query.offset()).list(Place::read);
  }

  private static DeliveryRows.Head head(Session session, long delivery) throws SQLException {
    return session.on(FIND).with(delivery).first(DeliveryRows::head).orElseThrow();
  }

  private static LogEntry entry(
      Session session,
      Place place,
      DeliveryRows.Head head,
      RecordedEvent event,
      Optional<Attempt> attempt)
      throws SQLException {
    var delivery = head.delivery();
    var at =
        place.number() == place.delivery()
            ? Optional.of(delivery.createdAt())
            : session.on(ASKED_AT).with(place.number()).first(Row::time);
    var createdAt = at.or(() -> attempt.map(Attempt::at)).orElseThrow();
    return new LogEntry(place.number(), createdAt, delivery, attempt, event);
  }
}
