package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All lanes within one window, and when there is something to do for them. Decides what may start
 * and never starts it: nothing but memory is touched under its lock.
 */
final class Lanes {
  private static final int LARGEST_CLAIM = 500;
  private static final Duration RECHECK = Duration.ofSeconds(1);
  private static final Duration PATROL = Duration.ofSeconds(5);
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Directory directory;
  private final InstantSource clock;
  private final Window window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<SubscriptionId, Lane> lanes = new HashMap<>();
  private Instant nextPatrol = Instant.MIN;
  private Instant lastRun = Instant.MIN;
  private boolean woken;
  private boolean closed;

  Lanes(Directory directory, Window window, InstantSource clock) {
    this.directory = directory;
    this.window = window;
    this.clock = clock;
  }

  /** What to claim now, and the subscriptions with work that are no more. */
  record Wanted(List<Demand> demands, List<SubscriptionId> orphans) {}

  /** Takes room for a delivery to come; false if there is none for it. */
  boolean reserve(SubscriptionId subscription, int bytes) {
    return locked(
        () -> {
          var lane = lane(subscription);
          // What waits in the store came earlier: it goes first.
          if (closed || lane.dueBy(clock.instant()) || !window.admits(lane, bytes)) {
            return false;
          }
          lane.reserve();
          window.take(bytes);
          return true;
        });
  }

  /** Gives back room that was reserved. */
  void forgo(SubscriptionId subscription, int bytes) {
    locked(
        () -> {
          lane(subscription).unreserve();
          window.give(bytes);
          return true;
        });
  }

  /** Lets in what room was reserved for; returns what may start. */
  List<Load> enterReserved(List<Load> loads) {
    return locked(
        () -> {
          var starts = new ArrayList<Load>();
          for (var load : loads) {
            var lane = lane(load.claim().subscription());
            lane.unreserve();
            lane.add(load);
            starts.addAll(startable(lane));
          }
          return starts;
        });
  }

  /** Lets in what was claimed for these demands; returns what may start, of any lane. */
  List<Load> enterClaimed(List<Demand> demands, List<Load> loads, Instant now) {
    return locked(
        () -> {
          var got = new HashMap<SubscriptionId, Integer>();
          for (var load : loads) {
            var subscription = load.claim().subscription();
            window.take(load.size());
            lane(subscription).add(load);
            got.merge(subscription, 1, Integer::sum);
          }
          demands.stream()
              .filter(demand -> got.getOrDefault(demand.subscription(), 0) < demand.limit())
              .forEach(demand -> exhausted(demand.subscription(), now));
          return lanes.values().stream().flatMap(lane -> startable(lane).stream()).toList();
        });
  }

  /** The receiver of this load is free again; returns what may start. */
  List<Load> finished(Load load) {
    return locked(
        () -> {
          var lane = lane(load.claim().subscription());
          lane.finished();
          if (lane.hungry() && lane.dueBy(clock.instant())) {
            wake();
          }
          return startable(lane);
        });
  }

  /** This load is over and its room free. */
  void leave(Load load) {
    locked(
        () -> {
          window.give(load.size());
          if (closed) {
            changed.signalAll();
          }
          return true;
        });
  }

  /** Notes that the store holds a delivery of this subscription that is due then. */
  void expect(SubscriptionId subscription, Instant at) {
    locked(
        () -> {
          lane(subscription).due(at);
          wake();
          return true;
        });
  }

  /** Wants the store looked through at the next occasion. */
  void patrol() {
    locked(
        () -> {
          nextPatrol = Instant.MIN;
          wake();
          return true;
        });
  }

  /** Begins a run; true if it is time to look the store through. */
  boolean startRun(Instant now) {
    return locked(
        () -> {
          woken = false;
          lastRun = now;
          boolean due = !now.isBefore(nextPatrol);
          nextPatrol = due ? now.plus(PATROL) : nextPatrol;
          return due;
        });
  }

  /** What to claim for lanes that run dry and have something due, as far as there is room. */
  Wanted wanted(Instant now) {
    return locked(
        () -> {
          lanes.values().removeIf(lane -> lane.idle(now));
          var wanted = new Wanted(new ArrayList<>(), new ArrayList<>());
          int free = closed ? 0 : window.free();
          for (var lane : lanes.values()) {
            if (lane.dueBy(now) && lane.hungry()) {
              free -= demand(lane, free, wanted);
            }
          }
          return wanted;
        });
  }

  /** Blocks until there may be something to do. */
  void awaitWork() throws InterruptedException {
    lock.lock();
    try {
      var wake = nextWake();
      for (var now = clock.instant();
          !closed && !woken && now.isBefore(wake);
          now = clock.instant()) {
        changed.awaitNanos(Duration.between(now, wake).toNanos());
      }
    } finally {
      lock.unlock();
    }
  }

  /** True from the moment on that nothing new is started. */
  boolean closed() {
    return locked(() -> closed);
  }

  /** Starts nothing any more; returns what hasn't started. */
  List<Load> close() {
    return locked(
        () -> {
          closed = true;
          changed.signalAll();
          var unsent = lanes.values().stream().flatMap(lane -> lane.drain().stream()).toList();
          unsent.forEach(load -> window.give(load.size()));
          return unsent;
        });
  }

  /** Blocks until all is over, at most so long; returns whether it is. */
  boolean awaitEmpty(Duration grace) throws InterruptedException {
    lock.lock();
    try {
      for (long left = grace.toNanos(); !window.empty() && left > 0; ) {
        long step = Math.min(left, CHECK_NANOS);
        left -= step - Math.max(0, changed.awaitNanos(step));
      }
      return window.empty();
    } finally {
      lock.unlock();
    }
  }

  private int demand(Lane lane, int free, Wanted wanted) {
    var subscription = directory.find(lane.subscription());
    if (subscription.isEmpty()) {
      lane.nothingDue();
      wanted.orphans().add(lane.subscription());
      return 0;
    }
    boolean enabled = subscription.get().settings().enabled();
    int limit = enabled ? Math.min(Math.min(window.share(lane), free), LARGEST_CLAIM) : 0;
    if (limit > 0) {
      wanted.demands().add(new Demand(lane.subscription(), limit));
    }
    return limit;
  }

  private void exhausted(SubscriptionId subscription, Instant now) {
    lane(subscription).nothingDue();
    // Something may be due later that nobody here knows of.
    nextPatrol = earlier(nextPatrol, now.plus(RECHECK));
  }

  /** What was due at the last run and had no room is announced by what ends, not by the clock. */
  private Instant nextWake() {
    return lanes.values().stream()
        .flatMap(Lane::wakes)
        .filter(at -> at.isAfter(lastRun))
        .reduce(nextPatrol, Lanes::earlier);
  }

  private List<Load> startable(Lane lane) {
    var starts = new ArrayList<Load>();
    if (closed) {
      return starts;
    }
    var limits =
        directory.find(lane.subscription()).map(s -> s.settings().limits()).orElse(Limits.DEFAULT);
    var now = clock.instant();
    for (var next = lane.start(limits, now); next.isPresent(); next = lane.start(limits, now)) {
      starts.add(next.get());
    }
    return starts;
  }

  private void wake() {
    woken = true;
    changed.signalAll();
  }

  private Lane lane(SubscriptionId subscription) {
    return lanes.computeIfAbsent(subscription, Lane::new);
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
