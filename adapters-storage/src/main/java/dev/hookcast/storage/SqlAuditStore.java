package dev.hookcast.storage;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit log in the database. */
public final class SqlAuditStore implements AuditStore {
  private static final String LIST =
      """
      SELECT %s
      FROM audit a JOIN organization o ON o.number = a.organization
      WHERE 1 = 1\
      """
          .formatted(AuditRow.COLUMNS.strip());

  private static final String NEWEST_FIRST = "\nORDER BY a.number DESC LIMIT ?";

  private final Database database;
  private final AuditRow row;

  /** The audit log in this database. */
  public SqlAuditStore(Database database, JsonFormat json) {
    this.database = database;
    this.row = new AuditRow(json);
  }

  @Override
  public void add(AuditEntry entry) {
    var added = row.of(Optional.of(entry));
    database.writer().write(s -> added.ifMade(s, true));
  }

  @Override
  public Page<AuditEntry> list(Query query) {
    var organization = query.organization().flatMap(id -> database.numbers().find(id));
    if (query.organization().isPresent() && organization.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    var only = restriction(query).and("a.organization = ?", organization);
    var read =
        database
            .readers()
            .read(
                s ->
                    only.bind(s.on(LIST + only.sql() + NEWEST_FIRST))
                        .with(query.page().limit() + 1L)
                        .list(row::read));
    return Restriction.page(read, query.page(), AuditEntry::number);
  }

  @Override
  public boolean expire(Instant before, int limit) {
    int unchained = AuditChain.expireUnchained(database, before, limit);
    int chained = AuditChain.expireChained(database, before, limit);
    return unchained == limit || chained == limit;
  }

  @Override
  public Verification verify(OrganizationId organization, Optional<ChainPoint> known) {
    return database
        .numbers()
        .find(organization)
        .map(number -> new ChainWalk(database, number, known).run())
        .orElse(Verification.NOTHING);
  }

  private static Restriction restriction(Query query) {
    return new Restriction()
        .and("a.action = ?", query.action().map(AuditAction::word))
        .and("a.target = ?", query.target())
        .and("a.token = ?", query.token())
        .and("a.at >= ?", query.since().map(Nanos::of))
        .and("a.at < ?", query.until().map(Nanos::of))
        .and("a.number < ?", query.page().before());
  }
}
