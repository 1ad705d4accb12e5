package dev.hookcast.storage;

import dev.hookcast.core.spi.NewEvent.NewDelivery;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LongSummaryStatistics;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Numbers between which publishers' deliveries have been claimed, in PostgreSQL. It is written in
 * the same transaction as they are. So they are found if their node falls, and no index needs an
 * entry for each that is of no use a moment later.
 *
 * @param first the smallest of them
 * @param last the greatest of them; others' may be in between
 */
record ClaimedRange(long first, long last, long epoch) {
  // The node is held, so that whoever wants to end it waits for this transaction, or else has ended
  // it before. A renewal doesn't wait: it leaves the key alone.
  private static final String ADD =
      """
      INSERT INTO claimed_range (first, last, epoch)
      SELECT ?, ?, epoch FROM node WHERE epoch = ? AND ended = 0 AND lease_until > %s
      FOR KEY SHARE
      ON CONFLICT (epoch, first) DO UPDATE SET last = GREATEST(claimed_range.last, excluded.last)
      RETURNING epoch
      """
          .formatted(LeasedNode.NOW);

  private static final String LOWEST = "SELECT MIN(first) FROM claimed_range";

  /** One for each epoch that these want to claim under. */
  static Collection<ClaimedRange> of(Collection<AcceptEvents> works) {
    var numbers = new TreeMap<Long, LongSummaryStatistics>();
    for (var work : works) {
      claimed(work)
          .forEach(
              delivery ->
                  numbers
                      .computeIfAbsent(work.epoch(), epoch -> new LongSummaryStatistics())
                      .accept(delivery.number()));
    }
    return numbers.entrySet().stream()
        .map(e -> new ClaimedRange(e.getValue().getMin(), e.getValue().getMax(), e.getKey()))
        .toList();
  }

  /** What it wants to claim. */
  static Stream<NewDelivery> claimed(AcceptEvents work) {
    return work.events().stream()
        .flatMap(filed -> filed.deliveries().stream())
        .map(AcceptEvents.FiledDelivery::delivery)
        .filter(NewDelivery::claimed);
  }

  /** Adds it; returns false, and adds nothing, if nothing may be claimed under its epoch. */
  boolean add(Session session) throws SQLException {
    return session.on(ADD).with(first).with(last).with(epoch).first(Row::number).isPresent();
  }

  /** Below this number a claim has its mark; the greatest number there is if all have. */
  static long lowest(Session session) throws SQLException {
    return session
        .on(LOWEST)
        .first(Row::numberIfAny)
        .flatMap(number -> number)
        .orElse(Long.MAX_VALUE);
  }
}
