package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.OrganizationStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Organizations and their tokens in the database. */
public final class SqlOrganizationStore implements OrganizationStore {
  private static final String ORGANIZATIONS =
      """
      SELECT id, number, COALESCE(name, id),
        COALESCE(created_at, (SELECT MIN(started_at) FROM node))
      FROM organization WHERE deleted = 0 ORDER BY number DESC
      """;

  private static final String ADD =
      """
      INSERT INTO organization (id, name, created_at) VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING RETURNING number
      """;

  private static final String DELETE =
      "UPDATE organization SET deleted = 1 WHERE id = ? AND deleted = 0 RETURNING number";

  private static final String DELETE_TOKENS = "DELETE FROM token WHERE organization = ?";

  // Whoever deletes the organization meanwhile finds the token too, or is found by it.
  private static final String HELD_ORGANIZATION =
      "SELECT number FROM organization WHERE id = ? FOR SHARE";

  private static final String DELETE_TOKEN =
      """
      DELETE FROM token
      WHERE id = ? AND organization = (SELECT number FROM organization WHERE id = ?)
      """;

  private final Database database;
  private final AuditRow audits;
  private final Erasure erasure;

  /** Organizations in this database. */
  public SqlOrganizationStore(Database database, JsonFormat json) {
    this.database = database;
    this.audits = new AuditRow(json);
    this.erasure = new Erasure(database);
  }

  @Override
  public List<Organization> organizations() {
    return database.readers().read(s -> s.on(ORGANIZATIONS).list(SqlOrganizationStore::read));
  }

  @Override
  public Optional<Organization> add(
      OrganizationId id, String name, Instant createdAt, Optional<AuditEntry> audit) {
    var audited = audits.of(audit);
    return database
        .writer()
        .write(s -> add(s, id, name, createdAt, audited))
        .map(number -> new Organization(id, number, name, createdAt));
  }

  @Override
  public boolean delete(OrganizationId id, Optional<AuditEntry> audit) {
    var now = database.clock().instant();
    var audited = audits.of(audit);
    return database.writer().write(s -> audited.ifMade(s, delete(s, id, now)));
  }

  @Override
  public boolean erase(Instant now, int limit) {
    return erasure.step(now, limit);
  }

  @Override
  public long changes() {
    return database.readers().read(Changes::latest);
  }

  @Override
  public List<AccessToken> tokens() {
    return database.readers().read(s -> s.on(TokenRow.ALL).list(TokenRow::read));
  }

  @Override
  public List<AccessToken> tokens(OrganizationId organization) {
    return database
        .readers()
        .read(s -> s.on(TokenRow.OF_ONE).with(organization.value()).list(TokenRow::read));
  }

  @Override
  public boolean replace(AccessToken from, AccessToken to, Optional<AuditEntry> audit) {
    var audited = audits.of(audit);
    return database.writer().write(s -> audited.ifMade(s, TokenRow.replace(s, from, to)));
  }

  @Override
  public void used(Map<Long, Instant> lastUses) {
    // In one order on every node, so that two that note the same tokens don't wait for each other.
    var inOrder = new TreeMap<>(lastUses);
    database.writer().write(s -> TokenRow.used(s, inOrder));
  }

  @Override
  public boolean add(AccessToken token, Optional<AuditEntry> audit) {
    var audited = audits.of(audit);
    return database.writer().write(s -> audited.ifMade(s, add(s, token) == 1));
  }

  @Override
  public boolean delete(OrganizationId organization, TokenId id, Optional<AuditEntry> audit) {
    var audited = audits.of(audit);
    return database.writer().write(s -> audited.ifMade(s, delete(s, organization, id) == 1));
  }

  private static Optional<Long> add(
      Session session, OrganizationId id, String name, Instant createdAt, AuditRow.Added audited)
      throws SQLException {
    Changes.next(session);
    var number = session.on(ADD).with(id.value()).with(name).with(createdAt).first(Row::number);
    audited.ifMade(session, number.isPresent());
    return number;
  }

  private static int delete(Session session, OrganizationId organization, TokenId id)
      throws SQLException {
    Changes.next(session);
    return session.on(DELETE_TOKEN).with(id.value()).with(organization.value()).update();
  }

  private static boolean delete(Session session, OrganizationId id, Instant now)
      throws SQLException {
    var number = session.on(DELETE).with(id.value()).first(Row::number);
    if (number.isPresent()) {
      session.on(DELETE_TOKENS).with(number.get()).update();
      SqlSubscriptionStore.deleteAllOf(session, number.get(), now);
    }
    return number.isPresent();
  }

  private static int add(Session session, AccessToken token) throws SQLException {
    if (session.vendor().shared()) {
      session.on(HELD_ORGANIZATION).with(token.organization().value()).first(Row::number);
    }
    Changes.next(session);
    return TokenRow.add(session, token);
  }

  private static Organization read(Row row) throws SQLException {
    return new Organization(new OrganizationId(row.text()), row.number(), row.text(), row.time());
  }
}
