package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gate of one subscription: what is ready to be sent to it, how much is in flight, and when the
 * store has more. Guarded by the lock of {@link Lanes}.
 */
final class Lane {
  private static final int LOW_WATER = 32;

  private final SubscriptionId subscription;
  private final Deque<Load> ready = new ArrayDeque<>();
  private int reserved;
  private int inFlight;
  private Instant nextStart = Instant.MIN;
  private @Nullable Instant storeDue;

  Lane(SubscriptionId subscription) {
    this.subscription = subscription;
  }

  SubscriptionId subscription() {
    return subscription;
  }

  /** How much of the window this lane holds. */
  int held() {
    return reserved + ready.size() + inFlight;
  }

  void reserve() {
    reserved++;
  }

  void unreserve() {
    reserved--;
  }

  void add(Load load) {
    ready.add(load);
  }

  /** The next load that may start now, if the limits let one through. */
  Optional<Load> start(Limits limits, Instant now) {
    if (ready.isEmpty() || inFlight >= limits.concurrency() || now.isBefore(nextStart)) {
      return Optional.empty();
    }
    limits.perSecond().ifPresent(rate -> nextStart = now.plus(gap(rate)));
    inFlight++;
    return Optional.of(ready.remove());
  }

  void finished() {
    inFlight--;
  }

  /** Takes out everything that hasn't started. */
  List<Load> drain() {
    var all = List.copyOf(ready);
    ready.clear();
    return all;
  }

  /** Notes that the store holds a delivery that is due then. */
  void due(Instant at) {
    if (storeDue == null || at.isBefore(storeDue)) {
      storeDue = at;
    }
  }

  void nothingDue() {
    storeDue = null;
  }

  boolean dueBy(Instant now) {
    return storeDue != null && !storeDue.isAfter(now);
  }

  /** When there may be something to do that no other event announces. */
  Stream<Instant> wakes() {
    return Stream.concat(
        ready.isEmpty() ? Stream.empty() : Stream.of(nextStart), Stream.ofNullable(storeDue));
  }

  /** True if it is time to fetch more; in batches, not one for each that ended. */
  boolean hungry() {
    return ready.size() < LOW_WATER;
  }

  /** True if nothing would be lost by forgetting this lane. */
  boolean idle(Instant now) {
    return held() == 0 && storeDue == null && !now.isBefore(nextStart);
  }

  private static Duration gap(double rate) {
    return Duration.ofNanos((long) (1e9 / rate));
  }
}
