package dev.hookcast.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which numbers the events and deliveries of a period have. Numbers grow with the time, so that a
 * list of a period begins where the period ends, wherever in the past that is. A delivery is made
 * at the time at which its event arrives.
 *
 * <p>They don't grow with it exactly: who takes a number may be overtaken, clocks of several nodes
 * differ, and a clock may be set back. As long as that is less than {@link #DISORDER}, nothing of a
 * period is missed.
 *
 * @param after whatever is of the period is numbered above this
 * @param before whatever is of the period is numbered below this
 * @param first what is numbered so or above is surely not before the period
 * @param last what is numbered so or below is surely not after the period
 */
record Stretch(long after, long before, long first, long last) {
  static final Duration DISORDER = Duration.ofMinutes(10);

  // Apart for events with and without a payload, because the index keeps them apart.
  private static final String LATEST_BEFORE =
      """
      SELECT MAX(number) FROM (
        SELECT * FROM (SELECT number FROM event
          WHERE (length(document) > 0) = TRUE AND received_at < ?
          ORDER BY received_at DESC, number DESC LIMIT 1) whole
        UNION ALL
        SELECT * FROM (SELECT number FROM event
          WHERE (length(document) > 0) = FALSE AND received_at < ?
          ORDER BY received_at DESC, number DESC LIMIT 1) expired) latest
      """;

  private static final String FIRST_SINCE =
      """
      SELECT MIN(number) FROM (
        SELECT * FROM (SELECT number FROM event
          WHERE (length(document) > 0) = TRUE AND received_at >= ?
          ORDER BY received_at, number LIMIT 1) whole
        UNION ALL
        SELECT * FROM (SELECT number FROM event
          WHERE (length(document) > 0) = FALSE AND received_at >= ?
          ORDER BY received_at, number LIMIT 1) expired) earliest
      """;

  /** The numbers of what was made since one time and before the other, as far as they are given. */
  static Stretch of(Session session, Optional<Instant> since, Optional<Instant> until)
      throws SQLException {
    long after = Long.MIN_VALUE;
    long before = Long.MAX_VALUE;
    long first = Long.MIN_VALUE;
    long last = Long.MAX_VALUE;
    if (since.isPresent()) {
      after = number(session, LATEST_BEFORE, earlier(since.get())).orElse(after);
      first = number(session, FIRST_SINCE, later(since.get())).orElse(Long.MAX_VALUE);
    }
    if (until.isPresent()) {
      before = number(session, FIRST_SINCE, later(until.get())).orElse(before);
      last = number(session, LATEST_BEFORE, earlier(until.get())).orElse(Long.MIN_VALUE);
    }
    return new Stretch(after, before, first, last);
  }

  /**
   * Adds to the restriction that a row is of the period. The time itself is looked at for those
   * only whose numbers don't tell: it may take another page to be read.
   *
   * @param number the column of the row's number
   * @param time the column of its time
   */
  Restriction restrict(
      Restriction to,
      String number,
      String time,
      Optional<Instant> since,
      Optional<Instant> until) {
    if (since.isPresent()) {
      to.and(number + " > ?", after);
      to.and("(" + number + " >= ? OR " + time + " >= ?)", first, Nanos.of(since.get()));
    }
    if (until.isPresent()) {
      to.and(number + " < ?", before);
      to.and("(" + number + " <= ? OR " + time + " < ?)", last, Nanos.of(until.get()));
    }
    return to;
  }

  private static Optional<Long> number(Session session, String sql, long time) throws SQLException {
    return session.on(sql).with(time).with(time).first(Row::numberIfAny).orElseThrow();
  }

  private static long earlier(Instant time) {
    return Math.max(Nanos.of(time), Long.MIN_VALUE + DISORDER.toNanos()) - DISORDER.toNanos();
  }

  private static long later(Instant time) {
    return Math.min(Nanos.of(time), Long.MAX_VALUE - DISORDER.toNanos()) + DISORDER.toNanos();
  }
}
