package dev.hookcast.faults;

import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every request that the target read whole, in the order in which that happened. */
final class Ledger {
  private final ConcurrentLinkedQueue<Sighting> sightings = new ConcurrentLinkedQueue<>();

  /**
   * A request.
   *
   * @param nanos when it had been read, on this process's clock
   * @param connection which connection it came over, counted from 1
   * @param delivery its {@code webhook-id}
   * @param attempt its {@code webhook-attempt}
   * @param digest the SHA-256 of its body
   * @param status what it is answered with
   */
  record Sighting(
      long nanos, long connection, String delivery, int attempt, String digest, int status) {
    boolean taken() {
      return status < 300;
    }
  }

  void add(Sighting sighting) {
    sightings.add(sighting);
  }

  List<Sighting> sightings() {
    return List.copyOf(sightings);
  }

  /** The milliseconds between an attempt and the next one of the same delivery. */
  LongSummaryStatistics waits() {
    var waits = new LongSummaryStatistics();
    var last = new HashMap<String, Sighting>();
    for (var sighting : sightings) {
      var before = last.put(sighting.delivery(), sighting);
      if (before != null) {
        waits.accept((sighting.nanos() - before.nanos()) / 1_000_000);
      }
    }
    return waits;
  }

  void forget() {
    sightings.clear();
  }

  int size() {
    return sightings.size();
  }
}
