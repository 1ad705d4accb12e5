package dev.hookcast.faults;

import java.util.List;
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

  void forget() {
    sightings.clear();
  }

  int size() {
    return sightings.size();
  }
}
