package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes events with all that they led to, or only their payloads: one after the other, until so
 * many rows were changed. An event that has more of them than that takes several steps. Returns how
 * far it came.
 *
 * @param after the delivery of the first event up to which an earlier step came
 */
record ExpireEvents(List<Long> events, long after, int limit, Extent extent)
    implements Session.Work<ExpireEvents.Reached> {
  /** What is removed. */
  enum Extent {
    /** Documents and bodies, of events of which every delivery has ended. */
    PAYLOADS,
    /** All of such events. */
    ENDED,
    /** All of any event: what is being sent of it now comes too late. */
    ALL
  }

  /** True of a delivery {@code d} that hasn't ended, or whose attempt is still to be recorded. */
  static final String UNFINISHED =
      "(d.state IN ('waiting', 'sending') OR d.claimed_by IS NOT NULL)";

  private static final String BUSY =
      "SELECT 1 FROM delivery d WHERE d.event = ? AND " + UNFINISHED + " LIMIT 1";

  private static final String DELIVERIES =
      "SELECT number FROM delivery WHERE event = ? AND number > ? ORDER BY number LIMIT ?";

  private static final String DELETE_ATTEMPTS = "DELETE FROM attempt WHERE delivery = ?";
  private static final String DELETE_RESENDS = "DELETE FROM resend WHERE delivery = ?";
  private static final String DELETE_DELIVERY = "DELETE FROM delivery WHERE number = ?";
  private static final String DELETE_EVENT = "DELETE FROM event WHERE number = ?";

  private static final String EMPTY_ATTEMPTS =
      """
      UPDATE attempt SET request_head = NULL, request_tail = NULL, response_body = NULL
      WHERE delivery = ?
      """;

  private static final String EMPTY_EVENT = "UPDATE event SET document = ? WHERE number = ?";

  private static final String HELD_EVENT = "SELECT number FROM event WHERE number = ? FOR UPDATE";
  private static final String HELD_DELIVERY =
      "SELECT number FROM delivery WHERE number = ? FOR UPDATE";

  /**
   * How far a step came.
   *
   * @param events how many events are done with
   * @param delivery how far it came with the deliveries of the next one
   */
  record Reached(int events, long delivery) {}

  @Override
  public Reached on(Session session) throws SQLException {
    int left = limit;
    long from = after;
    for (int i = 0; i < events.size(); i++) {
      long event = events.get(i);
      // A resend holds it too, and a late attempt holds its delivery.
      session.hold(HELD_EVENT, event);
      // Asked again here: it may have been resent since it was chosen.
      boolean busy = extent != Extent.ALL && busy(session, event);
      while (!busy && left > 0) {
        var delivery = session.on(DELIVERIES).with(event).with(from).with(1).first(Row::number);
        if (delivery.isEmpty()) {
          break;
        }
        from = delivery.get();
        left -= expireDelivery(session, from);
      }
      if (left <= 0) {
        return new Reached(i, from);
      }
      left -= busy ? 1 : expireEvent(session, event);
      from = 0;
    }
    return new Reached(events.size(), 0);
  }

  private static boolean busy(Session session, long event) throws SQLException {
    return session.on(BUSY).with(event).first(Row::number).isPresent();
  }

  private int expireEvent(Session session, long event) throws SQLException {
    return extent != Extent.PAYLOADS
        ? session.on(DELETE_EVENT).with(event).update()
        : session.on(EMPTY_EVENT).with(Bytes.EMPTY).with(event).update();
  }

  private int expireDelivery(Session session, long delivery) throws SQLException {
    session.hold(HELD_DELIVERY, delivery);
    if (extent == Extent.PAYLOADS) {
      return 1 + session.on(EMPTY_ATTEMPTS).with(delivery).update();
    }
    return session.on(DELETE_ATTEMPTS).with(delivery).update()
        + session.on(DELETE_RESENDS).with(delivery).update()
        + session.on(DELETE_DELIVERY).with(delivery).update();
  }
}
