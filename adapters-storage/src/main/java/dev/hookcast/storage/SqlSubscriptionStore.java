package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.subscription.Subscription;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Organizations and subscriptions in the database. */
public final class SqlSubscriptionStore implements SubscriptionStore {
  private static final String ORGANIZATIONS = "SELECT id FROM organization";

  private static final String ALL =
      """
      SELECT o.id, s.id, s.number, %s
      FROM subscription s JOIN organization o ON o.number = s.organization
      WHERE s.deleted = 0 ORDER BY s.number
      """
          .formatted(SubscriptionRow.CHANGING);

  private static final String SAVE =
      """
      INSERT INTO subscription (number, id, organization, %s)
      VALUES (?, ?, ?%s)
      ON CONFLICT (id) DO UPDATE SET %s
      WHERE subscription.deleted = 0
      """
          .formatted(
              SubscriptionRow.CHANGING,
              ", ?".repeat(columns().length),
              Arrays.stream(columns())
                  .map(column -> column + " = excluded." + column)
                  .collect(Collectors.joining(", ")));

  // Nothing that could be a secret outlives the subscription.
  private static final String DELETE =
      """
      UPDATE subscription SET deleted = 1, enabled = 0, options = '{}',
        signing = NULL, retiring = NULL, retiring_until = NULL, others = NULL
      WHERE id = ? AND deleted = 0
        AND organization = (SELECT number FROM organization WHERE id = ?)
      RETURNING number
      """;

  private final Database database;
  private final Numbers numbers;
  private final SubscriptionRow row;

  /** Subscriptions in this database. */
  public SqlSubscriptionStore(Database database, Seal seal, JsonFormat json, Dialects dialects) {
    this.database = database;
    this.numbers = database.numbers();
    this.row = new SubscriptionRow(seal, json, dialects);
  }

  @Override
  public Set<OrganizationId> organizations() {
    return database
        .readers()
        .read(s -> Set.copyOf(s.on(ORGANIZATIONS).list(r -> new OrganizationId(r.text()))));
  }

  @Override
  public List<Subscription> all() {
    return database.readers().read(s -> s.on(ALL).list(row::read));
  }

  @Override
  public void save(Subscription subscription) {
    long organization = numbers.of(subscription.organization());
    database
        .writer()
        .write(
            s ->
                row.bind(
                        s.on(SAVE)
                            .with(subscription.number())
                            .with(subscription.id().value())
                            .with(organization),
                        subscription)
                    .update());
  }

  @Override
  public boolean delete(OrganizationId organization, SubscriptionId id) {
    return database.writer().write(s -> delete(s, organization, id));
  }

  private static boolean delete(Session session, OrganizationId organization, SubscriptionId id)
      throws SQLException {
    var number = session.on(DELETE).with(id.value()).with(organization.value()).first(Row::number);
    if (number.isPresent()) {
      new CancelDeliveries(number.get()).on(session);
    }
    return number.isPresent();
  }

  private static String[] columns() {
    return SubscriptionRow.CHANGING.split(", ");
  }
}
