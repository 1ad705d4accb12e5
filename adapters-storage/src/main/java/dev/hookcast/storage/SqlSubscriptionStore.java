package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Subscription;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Subscriptions in the database. */
public final class SqlSubscriptionStore implements SubscriptionStore {
  private static final String ALL =
      """
      SELECT o.id, s.id, s.number, %s
      FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.deleted = 0 ORDER BY s.number
      """
          .formatted("s." + String.join(", s.", columns()));

  private static final String SAVE =
      """
      INSERT INTO subscription (number, id, organization, %s)
      VALUES (?, ?, ?%s)
      ON CONFLICT (id) DO UPDATE SET %%s
      WHERE subscription.deleted = 0
      """
          .formatted(SubscriptionRow.CHANGING, ", ?".repeat(columns().length));

  // Nothing that could be a secret outlives the subscription.
  private static final String DELETED =
      """
      UPDATE subscription SET deleted = 1, updated_at = ?, enabled = 0, options = '{}',
        signing = NULL, retiring = NULL, retiring_until = NULL, others = NULL
      """;

  private static final String DELETE =
      DELETED
          + """
          WHERE id = ? AND deleted = 0
            AND organization = (SELECT number FROM organization WHERE id = ?)
          RETURNING number
          """;

  private static final String DELETE_ALL =
      DELETED + "WHERE organization = ? AND deleted = 0 RETURNING number";

  private static final String WITHOUT_ORGANIZATION =
      "SELECT number FROM organization WHERE number = ? AND deleted = 1";

  private static final String HELD_ORGANIZATION =
      "SELECT number FROM organization WHERE number = ? FOR SHARE";

  private final Database database;
  private final Numbers numbers;
  private final SubscriptionRow row;

  /** Subscriptions in this database. */
  public SqlSubscriptionStore(Database database, Seal seal, JsonFormat json, Dialects dialects) {
    this.database = database;
    this.numbers = database.numbers();
    this.row = new SubscriptionRow(new SecretColumns(seal, json), json, dialects);
  }

  @Override
  public List<Subscription> all() {
    return database.readers().read(s -> s.on(ALL).list(row::read));
  }

  @Override
  public boolean save(Subscription subscription) {
    long organization = numbers.of(subscription.organization());
    return database.writer().write(s -> save(s, subscription, organization));
  }

  @Override
  public boolean delete(OrganizationId organization, SubscriptionId id) {
    var now = database.clock().instant();
    return database.writer().write(s -> delete(s, organization, id, now));
  }

  /** Deletes every subscription of an organization, as {@link #delete} does a single one. */
  static void deleteAllOf(Session session, long organization, Instant now) throws SQLException {
    var numbers = session.on(DELETE_ALL).with(now).with(organization).list(Row::number);
    new CancelDeliveries(Set.copyOf(numbers)).on(session);
  }

  private boolean save(Session session, Subscription subscription, long organization)
      throws SQLException {
    // Whoever deletes it meanwhile finds this subscription too, or is found by it.
    session.hold(HELD_ORGANIZATION, organization);
    if (session.on(WITHOUT_ORGANIZATION).with(organization).first(Row::number).isPresent()) {
      return false;
    }
    var kept = SecretColumns.kept(subscription.settings().sink().secrets());
    var call =
        session
            .on(SAVE.formatted(changes(kept)))
            .with(subscription.number())
            .with(subscription.id().value())
            .with(organization);
    return row.bind(call, subscription).update() == 1;
  }

  private static boolean delete(
      Session session, OrganizationId organization, SubscriptionId id, Instant now)
      throws SQLException {
    var number =
        session.on(DELETE).with(now).with(id.value()).with(organization.value()).first(Row::number);
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
