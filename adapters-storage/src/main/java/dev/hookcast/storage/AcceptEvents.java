package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.Acceptance.Conflict;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Acceptance.Made;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Adds events and their deliveries, or finds out that they are known. */
record AcceptEvents(List<Filed> events, long epoch)
    implements Many<Acceptance>, Claiming<Acceptance> {
  private static final String INTO_EVENT =
      """
      INSERT INTO event (number, organization, id, type, status, received_at, project_id,
        project_name, environments, dialect, external_id, idempotency_key, digest, document)
      """;

  private static final String EACH_EVENT = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UNLESS_KNOWN = "\nON CONFLICT DO NOTHING";
  private static final String ADD_EVENT = INTO_EVENT + "VALUES " + EACH_EVENT + UNLESS_KNOWN;
  private static final String EACH_OF_MANY = INTO_EVENT + "SELECT * FROM UNNEST" + EACH_EVENT;

  /** Adds each unless it is known, be it from the row before. */
  static final String ADD_ANY_EVENTS = EACH_OF_MANY + UNLESS_KNOWN + " RETURNING number";

  /**
   * Adds events that differ, unless they are known. Looked for beforehand, because "ON CONFLICT"
   * takes a lock for each row.
   */
  static final String ADD_EVENTS =
      EACH_OF_MANY
          + """
           AS fresh (number, organization, id, type, status, received_at, project_id,
            project_name, environments, dialect, external_id, idempotency_key, digest, document)
          WHERE (SELECT 1 FROM event e
              WHERE e.organization = fresh.organization AND e.id = fresh.id LIMIT 1) IS NULL
            AND (fresh.idempotency_key IS NULL OR (SELECT 1 FROM event e
              WHERE e.organization = fresh.organization
                AND e.idempotency_key = fresh.idempotency_key LIMIT 1) IS NULL)
          RETURNING number
          """;

  private static final String INTO_DELIVERY =
      """
      INSERT INTO delivery (number, id, event, subscription, state, created_at, due_at,
        next_attempt_at, claimed_by)
      """;

  private static final String EACH_DELIVERY = "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String ADD_DELIVERY = INTO_DELIVERY + "VALUES " + EACH_DELIVERY;
  static final String ADD_DELIVERIES = INTO_DELIVERY + "SELECT * FROM UNNEST" + EACH_DELIVERY;

  private static final String BY_ID =
      "SELECT number, id, external_id, digest FROM event WHERE organization = ? AND id = ?";

  private static final String BY_KEY =
      """
      SELECT number, id, external_id, digest FROM event
      WHERE organization = ? AND idempotency_key = ?
      """;

  private static final String DELIVERIES =
      """
      SELECT d.id, s.id FROM delivery d JOIN subscription s ON s.number = d.subscription
      WHERE d.event = ? ORDER BY d.number
      """;

  /** An event with the numbers under which it and its deliveries are filed. */
  record Filed(
      NewEvent event,
      long organization,
      Optional<Bytes> key,
      Optional<String> environments,
      List<FiledDelivery> deliveries) {
    Filed waiting() {
      return new Filed(
          event,
          organization,
          key,
          environments,
          deliveries.stream().map(FiledDelivery::waiting).toList());
    }
  }

  record FiledDelivery(NewDelivery delivery, Bytes id, long subscription) {
    FiledDelivery waiting() {
      return new FiledDelivery(delivery.waiting(), id, subscription);
    }
  }

  record Known(long number, EventId id, Optional<String> externalId, Bytes digest) {
    static Known read(Row row) throws SQLException {
      return new Known(row.number(), new EventId(row.text()), row.textIfAny(), row.bytes());
    }
  }

  @Override
  public Acceptance on(Session session) throws SQLException {
    if (session.vendor().shared()) {
      return together(session, List.of(this)).getFirst();
    }
    if (events.size() == 1) {
      return all(session);
    }
    session.on("SAVEPOINT several").update();
    var acceptance = all(session);
    if (acceptance instanceof Conflict) {
      session.on("ROLLBACK TO SAVEPOINT several").update();
    }
    session.on("RELEASE SAVEPOINT several").update();
    return acceptance;
  }

  @Override
  public List<Acceptance> together(Session session, List<? extends Session.Work<?>> works)
      throws SQLException {
    var all = works.stream().map(AcceptEvents.class::cast).toList();
    var live = new HashSet<Long>();
    for (var range : ClaimedRange.of(all)) {
      if (range.add(session)) {
        live.add(range.epoch());
      }
    }
    return new AcceptTogether(
            all.stream().map(work -> live.contains(work.epoch) ? work : work.waiting()).toList())
        .on(session);
  }

  @Override
  public List<Claim> claims(Acceptance result) {
    return result instanceof Accepted accepted
        ? accepted.entries().stream().flatMap(entry -> entry.claims().stream()).toList()
        : List.of();
  }

  private boolean claims() {
    return ClaimedRange.claimed(this).findAny().isPresent();
  }

  /** The same with nothing claimed. */
  private AcceptEvents waiting() {
    return claims() ? new AcceptEvents(events.stream().map(Filed::waiting).toList(), epoch) : this;
  }

  private Acceptance all(Session session) throws SQLException {
    var entries = new ArrayList<Entry>(events.size());
    for (var filed : events) {
      if (add(session, filed)) {
        entries.add(fresh(session, filed));
        continue;
      }
      var known = known(session, filed).orElseThrow(() -> taken(filed));
      if (!known.digest().equals(filed.event().digest())) {
        return new Conflict(entries.size(), known.id());
      }
      entries.add(duplicate(session, known));
    }
    return new Accepted(entries);
  }

  private static boolean add(Session session, Filed filed) throws SQLException {
    return fill(session.on(ADD_EVENT), filed).update() == 1;
  }

  static Call fill(Call call, Filed filed) throws SQLException {
    var record = filed.event().record();
    var event = filed.event().event();
    var project = event.scope().project();
    return call.with(record.number())
        .with(filed.organization())
        .with(record.id().value())
        .with(event.type().value())
        .with(event.status().word())
        .with(record.receivedAt())
        .withText(project.flatMap(Named::id))
        .withText(project.flatMap(Named::name))
        .withText(filed.environments())
        .with(record.dialect())
        .withText(event.source().externalId())
        .withBytes(filed.key())
        .with(filed.event().digest())
        .with(record.document());
  }

  private Entry fresh(Session session, Filed filed) throws SQLException {
    for (var each : filed.deliveries()) {
      fill(session.on(ADD_DELIVERY), each, filed.event()).update();
    }
    return fresh(filed);
  }

  /** What a new event comes to. */
  Entry fresh(Filed filed) {
    var record = filed.event().record();
    var made = new ArrayList<Made>(filed.deliveries().size());
    var claims = new ArrayList<Claim>();
    for (var each : filed.deliveries()) {
      var delivery = each.delivery();
      made.add(new Made(delivery.id(), delivery.subscription()));
      if (delivery.claimed()) {
        claims.add(Claim.first(delivery.id(), delivery.number(), delivery.subscription(), epoch));
      }
    }
    var externalId = filed.event().event().source().externalId();
    return new Entry(record.id(), externalId, false, made, claims);
  }

  Call fill(Call call, FiledDelivery filed, NewEvent event) throws SQLException {
    boolean claimed = filed.delivery().claimed();
    var state = claimed ? DeliveryState.SENDING : DeliveryState.WAITING;
    return call.with(filed.delivery().number())
        .with(filed.id())
        .with(event.record().number())
        .with(filed.subscription())
        .with(state.word())
        .with(event.record().receivedAt())
        .withTime(claimed ? Optional.empty() : Optional.of(event.dueAt()))
        .with(event.dueAt())
        .withNumber(claimed ? Optional.of(epoch) : Optional.empty());
  }

  /** What has the same id, or else the same key. */
  static Optional<Known> known(Session session, Filed filed) throws SQLException {
    var id = filed.event().record().id();
    var byId = session.on(BY_ID).with(filed.organization()).with(id.value()).first(Known::read);
    return byId.isPresent() || filed.key().isEmpty()
        ? byId
        : session.on(BY_KEY).with(filed.organization()).withBytes(filed.key()).first(Known::read);
  }

  static Entry duplicate(Session session, Known known) throws SQLException {
    return new Entry(known.id(), known.externalId(), true, made(session, known), List.of());
  }

  private static IllegalStateException taken(Filed filed) {
    return new IllegalStateException("the number of " + filed.event().record().id() + " is taken");
  }

  private static List<Made> made(Session session, Known known) throws SQLException {
    return session
        .on(DELIVERIES)
        .with(known.number())
        .list(
            row ->
                new Made(new DeliveryId(Uuid7.text(row.bytes())), new SubscriptionId(row.text())));
  }
}
