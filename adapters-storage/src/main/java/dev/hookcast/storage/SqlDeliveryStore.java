package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.Settlement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Deliveries, their attempts and the queue of them in the database. */
public final class SqlDeliveryStore implements DeliveryStore {
  private static final String FIND =
      """
      SELECT %s
      FROM delivery d
        JOIN event e ON e.number = d.event
        JOIN subscription s ON s.number = d.subscription
        JOIN organization o ON o.number = s.organization
      WHERE d.number = ? AND d.id = ? AND o.id = ?
      """
          .formatted(DeliveryRows.COLUMNS);

  // Down the index of what is under way, and no further than the limit.
  private static final String WAITING =
      """
      SELECT COUNT(*) FROM (
        SELECT d.number
        FROM organization o
          JOIN subscription s ON s.organization = o.number
          JOIN delivery d ON d.subscription = s.number AND d.due_at IS NOT NULL
        WHERE o.id = ? LIMIT ?) held
      """;

  // From one subscription with something to the next, down the index of what is under way: a row
  // each, however many wait there and however many subscriptions have nothing.
  private static final String DUE =
      """
      WITH RECURSIVE waiting (subscription) AS (
        SELECT MIN(subscription) FROM delivery WHERE due_at IS NOT NULL
        UNION ALL
        SELECT (SELECT MIN(d.subscription) FROM delivery d
          WHERE d.due_at IS NOT NULL AND d.subscription > w.subscription)
        FROM waiting w WHERE w.subscription IS NOT NULL)
      SELECT s.id, (SELECT MIN(d.due_at) FROM delivery d
        WHERE d.subscription = w.subscription AND d.due_at IS NOT NULL)
      FROM waiting w
        JOIN subscription s ON s.number = w.subscription
        JOIN organization o ON o.number = s.organization AND o.deleted = 0
      """;
  private static final String DUE_OF_ONE =
      """
      SELECT due_at FROM delivery WHERE subscription = ? AND due_at IS NOT NULL
      ORDER BY due_at LIMIT 1
      """;

  // As many as there are: they go in steps with all else that it had.
  private static final String WITHOUT_ORGANIZATION =
      """
      SELECT s.number FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.number = ? AND o.deleted = 1
      """;

  private final Database database;
  private final Ids ids;
  private final AuditRow audits;
  private final ClaimSweep sweep;

  /**
   * Deliveries in this database.
   *
   * @param ids number resends, and the attempts that a crash interrupted
   */
  public SqlDeliveryStore(Database database, Ids ids, JsonFormat json) {
    this.database = database;
    this.ids = ids;
    this.audits = new AuditRow(json);
    this.sweep = new ClaimSweep(database);
  }

  @Override
  public int recover(Instant now) {
    if (database.shared()) {
      sweep.own();
      return database.doubts().giveBack(database.writer())
          + new Takeover(database, sweep, ids).run(now);
    }
    var abandoned =
        database.readers().read(s -> EndClaims.Abandoned.before(s, database.epoch())).stream()
            .map(claim -> claim.numbered(ids.next().number()))
            .toList();
    return database.writer().write(new EndClaims(abandoned, now));
  }

  @Override
  public List<Due> due() {
    return database
        .readers()
        .read(s -> s.on(DUE).list(r -> new Due(new SubscriptionId(r.text()), r.time())));
  }

  @Override
  public List<Due> due(List<SubscriptionId> of) {
    var filed = new LinkedHashMap<SubscriptionId, Long>();
    for (var id : of) {
      database.numbers().find(id).ifPresent(number -> filed.put(id, number));
    }
    return filed.isEmpty() ? List.of() : database.readers().read(s -> due(s, filed));
  }

  @Override
  public List<Claim.WithEvent> claim(List<Demand> demands, Instant now) {
    var wanted = demands.stream().flatMap(demand -> wanted(demand).stream()).toList();
    return database
        .doubts()
        .claiming(() -> database.writer().write(new ClaimDue(wanted, now, database.epoch())));
  }

  @Override
  public boolean lasts(Claim claim) {
    return database.node().lasts(claim.epoch());
  }

  @Override
  public int nodes() {
    return database.node().nodes();
  }

  @Override
  public boolean settle(Settlement settlement) {
    var attempt = StoredAttempt.of(settlement.attempt(), settlement.document());
    boolean manual = settlement.claim().trigger() == Trigger.MANUAL;
    var fresh = manual ? Optional.of(ids.next().number()) : Optional.<Long>empty();
    return database.writer().write(new SettleClaim(settlement, attempt, fresh));
  }

  @Override
  public void release(List<Claim> claims) {
    database.writer().write(new ReleaseClaims(claims));
  }

  @Override
  public void cancel(SubscriptionId subscription) {
    database
        .numbers()
        .find(subscription)
        .filter(number -> !erased(number))
        .ifPresent(number -> database.writer().write(new CancelDeliveries(Set.of(number))));
  }

  private boolean erased(long subscription) {
    return database
        .readers()
        .read(s -> s.on(WITHOUT_ORGANIZATION).with(subscription).first(Row::number))
        .isPresent();
  }

  @Override
  public Optional<Resend> resend(
      OrganizationId organization, DeliveryId id, Instant now, Optional<AuditEntry> audit) {
    var number = database.numbers().find(organization);
    var bytes = Uuid7.bytes(id.value());
    if (number.isEmpty() || bytes.isEmpty()) {
      return Optional.empty();
    }
    long logNumber = ids.next().number();
    var ask = new AskResend(number.get(), bytes.get(), logNumber, now);
    var audited = audits.of(audit);
    boolean asked = database.writer().write(s -> audited.ifMade(s, ask.on(s)));
    return find(organization, id)
        .map(d -> new Resend(d, asked ? Optional.of(logNumber) : Optional.empty()));
  }

  @Override
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return Uuid7.bytes(id.value())
        .flatMap(bytes -> database.readers().read(s -> find(s, organization, bytes)));
  }

  @Override
  public int waiting(OrganizationId organization, int limit) {
    return database
        .readers()
        .read(s -> s.on(WAITING).with(organization.value()).with((long) limit).first(Row::number))
        .orElse(0L)
        .intValue();
  }

  @Override
  public Page<Delivery> list(Query query) {
    var organization = database.numbers().find(query.organization());
    if (organization.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    var list = new DeliveryList(query, organization.get());
    var read = database.readers().read(s -> DeliveryRows.light(s, list.read(s)));
    return Restriction.page(read, query.page(), Delivery::number);
  }

  @Override
  public List<LogEntry> log(LogQuery query) {
    return database.readers().read(s -> LogRows.list(s, query));
  }

  @Override
  public long logged(LogQuery query) {
    return database.readers().read(s -> LogRows.count(s, query));
  }

  @Override
  public Optional<LogEntry> entry(OrganizationId organization, long number) {
    return database.readers().read(s -> LogRows.find(s, organization, number));
  }

  private static List<Due> due(Session session, Map<SubscriptionId, Long> filed)
      throws SQLException {
    var due = new ArrayList<Due>();
    for (var each : filed.entrySet()) {
      var at = session.on(DUE_OF_ONE).with(each.getValue()).first(Row::time);
      at.ifPresent(time -> due.add(new Due(each.getKey(), time)));
    }
    return due;
  }

  private Optional<ClaimDue.Wanted> wanted(Demand demand) {
    return database
        .numbers()
        .find(demand.subscription())
        .map(number -> new ClaimDue.Wanted(demand.subscription(), number, demand.limit()));
  }

  private Optional<Delivery> find(Session session, OrganizationId organization, Bytes id)
      throws SQLException {
    var head =
        session
            .on(FIND)
            .with(Uuid7.number(id))
            .with(id)
            .with(organization.value())
            .first(DeliveryRows::head);
    return head.isPresent()
        ? Optional.of(DeliveryRows.whole(session, head.get()))
        : Optional.empty();
  }
}
