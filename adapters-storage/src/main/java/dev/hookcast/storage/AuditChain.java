package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.audit.ChainPoint;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The chain that an organization's entries hang on. Its row is held from the moment that an entry's
 * place is asked for until the transaction ends, so that several nodes append one after the other.
 */
final class AuditChain {
  private static final String POINT =
      "SELECT place, digest FROM audit_chain WHERE organization = ?";

  private static final String HELD = POINT + " FOR UPDATE";

  private static final String BEGIN =
      """
      INSERT INTO audit_chain (organization, unchained, base, base_digest, place, digest)
      VALUES (?, 0, 0, ?, 0, ?) ON CONFLICT DO NOTHING
      """;

  private static final String ADVANCE =
      "UPDATE audit_chain SET place = ?, digest = ? WHERE organization = ?";

  private static final String UNCHAINED =
      """
      SELECT number, organization FROM audit WHERE place IS NULL AND at < ?
      ORDER BY at, number LIMIT ?
      """;

  private static final String DELETE_UNCHAINED = "DELETE FROM audit WHERE number = ?";

  private static final String COUNT_DOWN =
      "UPDATE audit_chain SET unchained = unchained - 1 WHERE organization = ?";

  // Of each the oldest that is there: what was taken out by hand holds up nothing.
  private static final String WITH_OLD =
      """
      SELECT c.organization FROM audit_chain c JOIN audit a ON a.organization = c.organization
        AND a.place = (SELECT MIN(m.place) FROM audit m WHERE m.organization = c.organization)
      WHERE a.at < ? LIMIT 1
      """;

  private static final String OLDEST =
      """
      SELECT place, digest, at FROM audit WHERE organization = ? AND place IS NOT NULL
      ORDER BY place LIMIT ?
      """;

  private static final String DELETE_UP_TO =
      "DELETE FROM audit WHERE organization = ? AND place <= ?";

  private static final String REBASE =
      "UPDATE audit_chain SET base = ?, base_digest = ? WHERE organization = ?";

  private AuditChain() {}

  private record Unchained(long number, long organization) {}

  private record Oldest(ChainPoint point, Instant at) {}

  /** The end of the chain, which nobody else can lengthen now. */
  static ChainPoint held(Session session, long organization) throws SQLException {
    var known = point(session, organization);
    if (known.isPresent()) {
      return known.get();
    }
    session.on(BEGIN).with(organization).with(Bytes.EMPTY).with(Bytes.EMPTY).update();
    return point(session, organization).orElseThrow();
  }

  static void advance(Session session, long organization, ChainPoint to) throws SQLException {
    session.on(ADVANCE).with(to.place()).with(to.digest()).with(organization).update();
  }

  private static Optional<ChainPoint> point(Session session, long organization)
      throws SQLException {
    return session
        .on(session.vendor().shared() ? HELD : POINT)
        .with(organization)
        .first(row -> new ChainPoint(row.number(), row.bytes()));
  }

  /** Removes so many old entries that are in no chain; returns how many there were. */
  static int expireUnchained(Database database, Instant before, int limit) {
    var old =
        database
            .readers()
            .read(
                s ->
                    s.on(UNCHAINED)
                        .with(before)
                        .with(limit)
                        .list(row -> new Unchained(row.number(), row.number())));
    return old.isEmpty() ? 0 : database.writer().write(s -> delete(s, old));
  }

  private static int delete(Session session, List<Unchained> old) throws SQLException {
    for (var each : old) {
      if (session.on(DELETE_UNCHAINED).with(each.number()).update() == 1) {
        session.on(COUNT_DOWN).with(each.organization()).update();
      }
    }
    return old.size();
  }

  /**
   * Removes so many old entries from the beginnings of chains, which begin behind them from then
   * on; returns how many there were.
   */
  static int expireChained(Database database, Instant before, int limit) {
    int left = limit;
    for (int removed = 1; removed > 0 && left > 0; left -= removed) {
      removed = shortenOne(database, before, left);
    }
    return limit - left;
  }

  private static int shortenOne(Database database, Instant before, int limit) {
    var organization = database.readers().read(s -> s.on(WITH_OLD).with(before).first(Row::number));
    return organization.isEmpty()
        ? 0
        : database.writer().write(s -> shorten(s, organization.get(), before, limit));
  }

  private static int shorten(Session session, long organization, Instant before, int limit)
      throws SQLException {
    held(session, organization);
    var last = Optional.<ChainPoint>empty();
    for (var oldest : session.on(OLDEST).with(organization).with(limit).list(AuditChain::oldest)) {
      if (!oldest.at().isBefore(before)) {
        break;
      }
      last = Optional.of(oldest.point());
    }
    if (last.isEmpty()) {
      return 0;
    }
    var base = last.get();
    session.on(REBASE).with(base.place()).with(base.digest()).with(organization).update();
    return session.on(DELETE_UP_TO).with(organization).with(base.place()).update();
  }

  private static Oldest oldest(Row row) throws SQLException {
    var point = new ChainPoint(row.number(), row.bytesIfAny().orElse(Bytes.EMPTY));
    return new Oldest(point, row.time());
  }
}
