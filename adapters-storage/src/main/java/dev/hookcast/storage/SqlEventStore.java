package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events in the database. */
public final class SqlEventStore implements EventStore {
  private static final String READ =
      """
      SELECT e.id, e.number, o.id, e.dialect, e.received_at, e.type, e.status, e.project_id,
        e.project_name, e.external_id, e.document
      """;
  private static final String COLUMNS =
      READ + "FROM event e JOIN organization o ON o.number = e.organization\n";

  private static final String FIND = COLUMNS + "WHERE o.id = ? AND e.id = ?";
  private static final String FIND_BY_NUMBER = COLUMNS + "WHERE e.number = ?";
  private static final String FIND_ALL = COLUMNS + "WHERE e.number = ANY (?)";

  // Those that are wanted are found in the index; the events with their documents are read then.
  private static final String LIST =
      READ
          + """
          FROM (
            SELECT n.number AS number FROM event n
            WHERE n.organization = ?%s
            ORDER BY n.number DESC LIMIT ?) newest
            JOIN event e ON e.number = newest.number
            JOIN organization o ON o.number = e.organization
          ORDER BY e.number DESC
          """;

  private static final String LATEST = "SELECT latest FROM clock";
  private static final String NOTE = "UPDATE clock SET latest = ? WHERE latest < ?";
  private static final String NOTE_FIRST =
      "INSERT INTO clock (latest) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM clock)"
          + " ON CONFLICT DO NOTHING";

  private final Database database;
  private final Numbers numbers;
  private final Room room;
  private final Reserve reserve;
  private final ExpiryWalk walk;

  /** Events in this database. */
  public SqlEventStore(Database database) {
    this(database, new Room(), database.reserve());
  }

  SqlEventStore(Database database, Room room, Reserve reserve) {
    this.database = database;
    this.room = room;
    this.reserve = reserve;
    this.numbers = database.numbers();
    this.walk = new ExpiryWalk(database);
  }

  @Override
  public Acceptance accept(List<NewEvent> events) {
    reserve.spare();
    long size = events.stream().mapToLong(event -> event.record().document().size()).sum();
    if (!room.enter(size)) {
      return new Acceptance.Overloaded();
    }
    try {
      // Whatever can be done before is done here: the writer is one thread for all.
      var filed = events.stream().map(this::filed).toList();
      return database.writer().writeSoon(new AcceptEvents(filed, database.epoch()));
    } finally {
      room.leave(size);
    }
  }

  @Override
  public Optional<RecordedEvent> find(OrganizationId organization, EventId id) {
    return database
        .readers()
        .read(
            s ->
                s.on(FIND).with(organization.value()).with(id.value()).first(SqlEventStore::event));
  }

  @Override
  public Page<RecordedEvent> list(Query query) {
    var organization = numbers.find(query.organization());
    if (organization.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    var read = database.readers().read(s -> list(s, query, organization.get()));
    return Restriction.page(read, query.page(), RecordedEvent::number);
  }

  @Override
  public boolean expire(Expiry expiry, int limit) {
    return walk.step(expiry, limit);
  }

  @Override
  public Optional<Instant> latestTime() {
    return database.readers().read(s -> s.on(LATEST).first(Row::time));
  }

  @Override
  public void noteTime(Instant now) {
    database.writer().write(s -> note(s, now));
  }

  private static int note(Session session, Instant now) throws SQLException {
    return session.on(NOTE_FIRST).with(now).update()
        + session.on(NOTE).with(now).with(now).update();
  }

  /** One event, wherever it belongs. */
  static RecordedEvent find(Session session, long number) throws SQLException {
    return session.on(FIND_BY_NUMBER).with(number).first(SqlEventStore::event).orElseThrow();
  }

  /** Events by number, all of them there. */
  static Map<Long, RecordedEvent> find(Session session, List<Long> numbers) throws SQLException {
    var found = new HashMap<Long, RecordedEvent>();
    for (var event : session.on(FIND_ALL).withNumbers(numbers).list(SqlEventStore::event)) {
      found.put(event.number(), event);
    }
    return found;
  }

  private static List<RecordedEvent> list(Session session, Query query, long organization)
      throws SQLException {
    var period = Stretch.of(session, query.since(), query.until());
    var only = new Restriction().and("n.number < ?", query.page().before());
    period.restrict(only, "n.number", "n.received_at", query.since(), query.until());
    only.and("n.type = ?", query.type().map(EventType::value))
        .and("n.status = ?", query.status().map(EventStatus::word))
        .and("(n.project_id = ? OR n.project_name = ?)", query.project())
        // Not LIKE: it knows wildcards, and has its own mind about case in every database.
        .and(
            session.vendor().contains("n.environments"), query.environment().map(Words::separated));
    return only.bind(session.on(LIST.formatted(only.sql())).with(organization))
        .with(query.page().limit() + 1L)
        .list(SqlEventStore::event);
  }

  private AcceptEvents.Filed filed(NewEvent event) {
    return new AcceptEvents.Filed(
        event,
        numbers.of(event.record().organization()),
        Words.key(event.event().source()),
        Words.environments(event.event()),
        event.deliveries().stream().map(this::filed).toList());
  }

  private AcceptEvents.FiledDelivery filed(NewDelivery delivery) {
    var id =
        Uuid7.bytes(delivery.id().value())
            .filter(bytes -> Uuid7.number(bytes) == delivery.number())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        delivery.id() + " doesn't carry the number " + delivery.number()));
    return new AcceptEvents.FiledDelivery(delivery, id, numbers.of(delivery.subscription()));
  }

  private static RecordedEvent event(Row row) throws SQLException {
    var id = new EventId(row.text());
    long number = row.number();
    var organization = new OrganizationId(row.text());
    var dialect = row.text();
    var receivedAt = row.time();
    var remains = remains(row, id, dialect, receivedAt);
    var document = row.bytes();
    return new RecordedEvent(
        id,
        number,
        organization,
        dialect,
        document,
        receivedAt,
        document.size() == 0 ? Optional.of(remains) : Optional.empty());
  }

  /** What the columns beside the document say of an event. */
  private static Event remains(Row row, EventId id, String dialect, Instant receivedAt)
      throws SQLException {
    var type = new EventType(row.text());
    var status = EventStatus.of(row.text());
    var project = new Named(row.textIfAny(), row.textIfAny());
    var source = new Source(dialect, JsonObject.EMPTY, row.textIfAny(), Optional.empty());
    boolean somewhere = project.label().isPresent();
    var scope = somewhere ? Scope.NOWHERE.inProject(project) : Scope.NOWHERE;
    return new Event(id, type, status, Times.at(receivedAt), scope, Details.NONE, source);
  }
}
