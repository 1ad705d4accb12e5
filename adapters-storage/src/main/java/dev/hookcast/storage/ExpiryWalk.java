package dev.hookcast.storage;

import dev.hookcast.core.spi.EventStore.Expiry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Walks through what has expired, oldest first, a step at a time. It remembers where it is, so that
 * what can't be removed yet, such as the deliveries that a paused subscription holds back, is
 * passed over once in a walk and not in every step. Looking is the readers' work; the writer only
 * removes.
 */
final class ExpiryWalk {
  /** The next ones that are old enough, and whether each has something to do yet. */
  private static final String OLD =
      """
      SELECT e.number, e.received_at, EXISTS (SELECT 1 FROM delivery d WHERE d.event = e.number
        AND %s)
      FROM event e
      WHERE (length(e.document) > 0) = %s AND e.received_at < ?
        AND (e.received_at, e.number) > (?, ?)
      ORDER BY e.received_at, e.number LIMIT ?
      """
          .formatted(ExpireEvents.UNFINISHED, "%s");

  /** Said in the query itself: one database's truth isn't the other's number. */
  static final String OLD_WITH_PAYLOAD = OLD.formatted("TRUE");

  static final String OLD_WITHOUT_PAYLOAD = OLD.formatted("FALSE");

  private static final String UNUSED_SUBSCRIPTIONS =
      """
      SELECT s.number FROM subscription s WHERE s.deleted = 1 AND s.updated_at < ?
        AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.subscription = s.number)
      LIMIT ?
      """;

  private static final String DELETE_SUBSCRIPTION =
      """
      DELETE FROM subscription WHERE number = ? AND deleted = 1
        AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.subscription = subscription.number)
      """;

  // The id stays: it isn't given to anybody else.
  static final String FORGET_ORGANIZATIONS =
      """
      UPDATE organization SET name = NULL, created_at = NULL
      WHERE deleted = 1 AND name IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.organization = organization.number)
        AND NOT EXISTS (SELECT 1 FROM event e WHERE e.organization = organization.number)
      """;

  /** What is looked for, one after the other. */
  private enum Part {
    EVENTS,
    EVENTS_WITHOUT_PAYLOAD,
    PAYLOADS,
    DELETED;

    Part next() {
      return switch (this) {
        case EVENTS -> EVENTS_WITHOUT_PAYLOAD;
        case EVENTS_WITHOUT_PAYLOAD -> PAYLOADS;
        case PAYLOADS -> DELETED;
        case DELETED -> EVENTS;
      };
    }
  }

  /** An event that is old enough. */
  private record Old(long number, long receivedAt, boolean unfinished) {
    static Old read(Row row) throws SQLException {
      return new Old(row.number(), row.number(), row.flag());
    }
  }

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private Part part = Part.EVENTS;
  private long time = Long.MIN_VALUE;
  private long event;
  private long begun;
  private long delivery;

  ExpiryWalk(Database database) {
    this.database = database;
  }

  /** Goes one step; returns false at the end of a walk, from where it starts over. */
  boolean step(Expiry expiry, int limit) {
    lock.lock();
    try {
      for (boolean ended = false; !ended; ) {
        boolean found = part == Part.DELETED ? deleted(expiry, limit) : events(expiry, limit);
        if (found) {
          return true;
        }
        ended = part == Part.DELETED;
        enter(part.next(), expiry);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void enter(Part next, Expiry expiry) {
    part = next;
    // The older ones are gone, but for those that can't go yet.
    time = next == Part.PAYLOADS ? Nanos.of(expiry.events()) : Long.MIN_VALUE;
    event = 0;
    begun = 0;
    delivery = 0;
  }

  private boolean events(Expiry expiry, int limit) {
    var before = part == Part.PAYLOADS ? expiry.payloads() : expiry.events();
    var old = old(before, limit);
    if (old.isEmpty()) {
      return false;
    }
    var ready = old.stream().filter(each -> !each.unfinished()).map(Old::number).toList();
    // Of another event than before if that one was resent meanwhile: then from its first delivery.
    long after = !ready.isEmpty() && ready.getFirst() == begun ? delivery : 0;
    var work = new ExpireEvents(ready, after, limit, extent());
    var reached = ready.isEmpty() ? new ExpireEvents.Reached(0, 0) : database.writer().write(work);
    begun = reached.events() < ready.size() ? ready.get(reached.events()) : 0;
    delivery = reached.delivery();
    passed(old, ready, reached.events());
    return true;
  }

  private ExpireEvents.Extent extent() {
    return part == Part.PAYLOADS ? ExpireEvents.Extent.PAYLOADS : ExpireEvents.Extent.ENDED;
  }

  /** Goes on behind the last one that is done with. */
  private void passed(List<Old> old, List<Long> ready, int done) {
    for (var each : old) {
      if (done < ready.size() && each.number() == ready.get(done)) {
        return;
      }
      time = each.receivedAt();
      event = each.number();
    }
  }

  private List<Old> old(Instant before, int limit) {
    var sql = part == Part.EVENTS_WITHOUT_PAYLOAD ? OLD_WITHOUT_PAYLOAD : OLD_WITH_PAYLOAD;
    return database
        .readers()
        .read(s -> s.on(sql).with(before).with(time).with(event).with(limit).list(Old::read));
  }

  private boolean deleted(Expiry expiry, int limit) {
    var unused =
        database
            .readers()
            .read(
                s ->
                    s.on(UNUSED_SUBSCRIPTIONS).with(expiry.events()).with(limit).list(Row::number));
    database.writer().write(s -> delete(s, unused));
    return unused.size() == limit;
  }

  private static int delete(Session session, List<Long> subscriptions) throws SQLException {
    int deleted = 0;
    for (long subscription : subscriptions) {
      deleted += session.on(DELETE_SUBSCRIPTION).with(subscription).update();
    }
    return deleted + session.on(FORGET_ORGANIZATIONS).update();
  }
}
