package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Subscription;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Subscriptions in the database. */
public final class SqlSubscriptionStore implements SubscriptionStore {
  private static final String ALL =
      """
      SELECT o.id, s.id, s.number, %s
      FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.deleted = 0
      """
          .formatted("s." + String.join(", s.", columns()));

  private static final String IN_ORDER = "ORDER BY s.number";
  private static final String FIND = ALL + "AND s.id = ?";
  private static final String CHANGED = ALL + "AND s.changed > ? " + IN_ORDER;
  private static final String DELETED_SINCE =
      "SELECT id FROM subscription WHERE changed > ? AND deleted = 1";

  private static final String SAVE =
      """
      INSERT INTO subscription (number, id, organization, changed, %s)
      VALUES (?, ?, ?, ?%s)
      ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, %%s
      WHERE subscription.deleted = 0
      """
          .formatted(SubscriptionRow.CHANGING, ", ?".repeat(columns().length));

  private static final String UNCHANGED =
      """
        AND subscription.updated_at = ?
        AND subscription.paused_because IS NOT DISTINCT FROM ?
        AND subscription.failing_since IS NOT DISTINCT FROM ?
        AND subscription.failing_latest IS NOT DISTINCT FROM ?
        AND subscription.untold_pause IS NOT DISTINCT FROM ?
      """;

  // Nothing that could be a secret outlives the subscription.
  private static final String DELETED =
      """
      UPDATE subscription SET deleted = 1, changed = ?, updated_at = ?, enabled = 0, options = '{}',
        signing = NULL, retiring = NULL, retiring_until = NULL, others = NULL
      """;

  private static final String DELETE =
      DELETED
          + """
          WHERE id = ? AND deleted = 0
            AND organization = (SELECT number FROM organization WHERE id = ?)
          RETURNING number
          """;

  private static final String DELETE_ALL = DELETED + "WHERE organization = ? AND deleted = 0";

  private static final String WITHOUT_ORGANIZATION =
      "SELECT number FROM organization WHERE number = ? AND deleted = 1";

  private static final String HELD_ORGANIZATION =
      "SELECT number FROM organization WHERE number = ? FOR SHARE";

  private final Database database;
  private final Numbers numbers;
  private final SubscriptionRow row;
  private final AuditRow audits;
  private final Seal seal;

  /** Subscriptions in this database. */
  public SqlSubscriptionStore(Database database, Seal seal, JsonFormat json, Dialects dialects) {
    this.database = database;
    this.numbers = database.numbers();
    this.row = new SubscriptionRow(new SecretColumns(seal, json), json, dialects);
    this.audits = new AuditRow(json);
    this.seal = seal;
  }

  @Override
  public List<Subscription> all() {
    return database.readers().read(s -> s.on(ALL + IN_ORDER).list(row::read));
  }

  @Override
  public Optional<Subscription> find(SubscriptionId id) {
    return database.readers().read(s -> s.on(FIND).with(id.value()).first(row::read));
  }

  @Override
  public Changed changedSince(long change) {
    return database
        .readers()
        .read(
            s ->
                new Changed(
                    s.on(CHANGED).with(change).list(row::read),
                    s.on(DELETED_SINCE)
                        .with(change)
                        .list(found -> new SubscriptionId(found.text()))));
  }

  @Override
  public boolean save(Subscription subscription, Optional<AuditEntry> audit) {
    long organization = numbers.of(subscription.organization());
    var audited = audits.of(audit);
    return database
        .writer()
        .write(s -> audited.ifMade(s, save(s, subscription, organization, Optional.empty())));
  }

  @Override
  public boolean replace(Subscription from, Subscription to, Optional<AuditEntry> audit) {
    long organization = numbers.of(to.organization());
    var audited = audits.of(audit);
    return database
        .writer()
        .write(s -> audited.ifMade(s, save(s, to, organization, Optional.of(from))));
  }

  @Override
  public boolean delete(
      OrganizationId organization, SubscriptionId id, Optional<AuditEntry> audit) {
    var now = database.clock().instant();
    var audited = audits.of(audit);
    return database.writer().write(s -> audited.ifMade(s, delete(s, organization, id, now)));
  }

  @Override
  public Resealed reseal(int limit, Optional<AuditEntry> audit) {
    seal.refresh();
    var audited = audits.of(audit);
    int version =
        database
            .writer()
            .write(
                s -> {
                  audited.ifMade(s, new KeyCheck(seal).advance(s));
                  return KeyCheck.current(s);
                });
    return new Resealing(database, row.secrets(), version).run(limit);
  }

  /**
   * Deletes every subscription of an organization that is being deleted. Their deliveries stay as
   * they are, however many they are: nobody claims them any more, and they are erased in steps.
   */
  static void deleteAllOf(Session session, long organization, Instant now) throws SQLException {
    long change = Changes.next(session);
    session.on(DELETE_ALL).with(change).with(now).with(organization).update();
  }

  private boolean save(
      Session session, Subscription subscription, long organization, Optional<Subscription> from)
      throws SQLException {
    // Whoever deletes it meanwhile finds this subscription too, or is found by it.
    session.hold(HELD_ORGANIZATION, organization);
    if (session.on(WITHOUT_ORGANIZATION).with(organization).first(Row::number).isPresent()) {
      return false;
    }
    int version = KeyCheck.current(session);
    var kept = SecretColumns.kept(subscription.settings().sink().secrets());
    var call =
        session
            .on(SAVE.formatted(changes(kept)) + from.map(f -> UNCHANGED).orElse(""))
            .with(subscription.number())
            .with(subscription.id().value())
            .with(organization)
            .with(Changes.next(session));
    row.bind(call, subscription, version);
    if (from.isPresent()) {
      row.bindState(call, from.get());
    }
    return call.update() == 1;
  }

  private static boolean delete(
      Session session, OrganizationId organization, SubscriptionId id, Instant now)
      throws SQLException {
    var number =
        session
            .on(DELETE)
            .with(Changes.next(session))
            .with(now)
            .with(id.value())
            .with(organization.value())
            .first(Row::number);
    if (number.isPresent()) {
      new CancelDeliveries(Set.of(number.get())).on(session);
    }
    return number.isPresent();
  }

  private static String changes(Set<String> kept) {
    return Arrays.stream(columns())
        .filter(column -> !kept.contains(column))
        .map(column -> column + " = excluded." + column)
        .collect(Collectors.joining(", "));
  }

  private static String[] columns() {
    return SubscriptionRow.CHANGING.split(", ");
  }
}
