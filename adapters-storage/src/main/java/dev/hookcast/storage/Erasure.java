package dev.hookcast.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Erases what deleted organizations have left, a step at a time: first the events with all that
 * they led to, finished or not, then the subscriptions. The organization's row stays: its id isn't
 * given to anybody else, and the audit log names it. It remembers nothing, so that a crash in the
 * middle costs nothing, and several nodes may do it at once.
 */
record Erasure(Database database) {
  /**
   * So long a subscription's row is kept: what was being published when its organization was
   * deleted still names it.
   */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final String SOME_LEFT =
      """
      SELECT o.number FROM organization o WHERE o.deleted = 1
        AND (EXISTS (SELECT 1 FROM event e WHERE e.organization = o.number)
          OR EXISTS (SELECT 1 FROM subscription s
            WHERE s.organization = o.number AND s.updated_at < ?))
      ORDER BY o.number LIMIT 1
      """;

  private static final String EVENTS =
      "SELECT number FROM event WHERE organization = ? ORDER BY number LIMIT ?";

  private static final String ERASE_SUBSCRIPTIONS =
      """
      DELETE FROM subscription WHERE number IN (
        SELECT s.number FROM subscription s
        WHERE s.organization = ? AND s.deleted = 1 AND s.updated_at < ?
          AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.subscription = s.number)
        ORDER BY s.number LIMIT ?)
      """;

  /** Erases so many rows at most; returns whether there was something that it could erase. */
  boolean step(Instant now, int limit) {
    var before = now.minus(GRACE);
    return someLeft(before).filter(number -> erase(number, before, limit)).isPresent();
  }

  private Optional<Long> someLeft(Instant before) {
    return database.readers().read(s -> s.on(SOME_LEFT).with(before).first(Row::number));
  }

  private boolean erase(long organization, Instant before, int limit) {
    var events = events(organization, limit);
    if (events.isEmpty()) {
      return database.writer().write(s -> subscriptions(s, organization, before, limit)) > 0;
    }
    database.writer().write(new ExpireEvents(events, 0, limit, ExpireEvents.Extent.ALL));
    return true;
  }

  private List<Long> events(long organization, int limit) {
    return database
        .readers()
        .read(s -> s.on(EVENTS).with(organization).with(limit).list(Row::number));
  }

  private static int subscriptions(Session session, long organization, Instant before, int limit)
      throws SQLException {
    return session.on(ERASE_SUBSCRIPTIONS).with(organization).with(before).with(limit).update()
        + session.on(ExpiryWalk.FORGET_ORGANIZATIONS).update();
  }
}
