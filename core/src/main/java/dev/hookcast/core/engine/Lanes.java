package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Due;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * All lanes within one window, and when there is something to do for them. Decides what may start
 * and never starts it: nothing but memory is touched under its lock, and nothing walks all lanes
 * but a look for forgotten ones, once a minute.
 */
final class Lanes {
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** As many lanes are told of under one hold of the lock: publishers wait for it. */
  private static final int CHUNK = 256;

  private final InstantSource clock;
  private final Window window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Agenda agenda = new Agenda();
  private final Roster roster;
  private final Destinations destinations;
  private final Alarm alarm;
  private final Starts starts;
  private final Demands demands;

  Lanes(
      Directory directory,
      Window window,
      Destinations destinations,
      IntSupplier nodes,
      InstantSource clock) {
    this.window = window;
    this.destinations = destinations;
    this.clock = clock;
    this.roster = new Roster(directory, window, nodes);
    this.alarm = new Alarm(clock, changed::signalAll);
    this.starts = new Starts(roster, window, destinations, agenda, alarm);
    this.demands = new Demands(roster, window, destinations, agenda);
  }

  /** What to claim now, and the subscriptions with work that are no more. */
  record Wanted(List<Demand> demands, List<SubscriptionId> orphans) {}

  /** What may start, and what has to go back to the store to make room. */
  record Moves(List<Load> starts, List<Load> spills) {}

  /** Takes room for a delivery to come; false if there is none for it. */
  boolean reserve(SubscriptionId id, int bytes) {
    return locked(
        () -> {
          var subscription = roster.subscription(id);
          if (starts.closed() || subscription.isEmpty()) {
            return false;
          }
          var lane = roster.lane(subscription.get());
          var settings = subscription.get().settings();
          if (!lane.welcomes(roster.limits(lane), clock.instant())
              || !destinations.admits(lane, Optional.of(settings))
              || !window.admits(lane, bytes)) {
            return false;
          }
          lane.reserve();
          window.take(lane, bytes);
          return true;
        });
  }

  /** Gives back room that was reserved. */
  void forgo(SubscriptionId subscription, int bytes) {
    hold(
        () -> {
          var lane = roster.held(subscription);
          lane.unreserve();
          window.give(lane, bytes);
          starts.plan(lane, clock.instant());
        });
  }

  /** Lets in what room was reserved for; returns what may start. */
  List<Load> enterReserved(List<Load> loads) {
    return locked(
        () -> {
          var now = clock.instant();
          var ready = new ArrayList<Load>();
          for (var load : loads) {
            var lane = roster.held(load.claim().subscription());
            lane.unreserve();
            lane.addFresh(load);
            ready.addAll(starts.advance(lane, now));
          }
          return ready;
        });
  }

  /** Lets in what was claimed for these demands; returns what may start. */
  List<Load> enterClaimed(List<Demand> demands, List<Load> loads) {
    return locked(
        () -> {
          var now = clock.instant();
          demands.forEach(this.demands::redeem);
          for (var load : loads) {
            var lane = roster.held(load.claim().subscription());
            window.take(lane, load.size());
            lane.addStored(load);
          }
          var ready = new ArrayList<Load>();
          for (var demand : demands) {
            var lane = roster.held(demand.subscription());
            ready.addAll(starts.advance(lane, now));
          }
          // Room was kept for more than there was, and nobody who leaves will tell of that.
          if (loads.size() < demands.stream().mapToInt(Demand::limit).sum()) {
            fillIfWanted();
          }
          return ready;
        });
  }

  /** The claim came to nothing: it is made again in a moment. */
  void claimFailed(List<Demand> demands) {
    hold(() -> demands.forEach(this.demands::redeem));
    var later = clock.instant().plus(PAUSE_AFTER_FAILURE);
    expect(demands.stream().map(demand -> new Due(demand.subscription(), later)).toList());
  }

  /** The attempt of this load is over, if not settled yet; returns what follows. */
  Moves ended(Load load, Reaction reaction) {
    return locked(
        () -> {
          var now = clock.instant();
          var lane = roster.held(load.claim().subscription());
          lane.ended(reaction, roster.limits(lane), now);
          var ready = starts.vacate(load, now);
          ready.addAll(starts.advance(lane, now));
          var spills = starts.closed() ? List.<Load>of() : lane.spill();
          if (!spills.isEmpty()) {
            starts.spilt(lane, now);
          }
          return new Moves(ready, spills);
        });
  }

  /** This load, which has ended, is settled, and its room free. */
  void leave(Load load) {
    hold(
        () -> {
          roster.held(load.claim().subscription()).settled();
          vacate(load);
        });
  }

  /** The room of a load that never started is free. */
  void forget(Load load) {
    hold(() -> vacate(load));
  }

  /** Notes that the store holds deliveries of these subscriptions that are due then. */
  void expect(List<Due> dues) {
    for (int from = 0; from < dues.size(); from += CHUNK) {
      var chunk = dues.subList(from, Math.min(from + CHUNK, dues.size()));
      hold(
          () -> {
            var now = clock.instant();
            chunk.forEach(due -> expect(due, now));
          });
    }
  }

  /** Wants the store looked through at the next occasion. */
  void patrol() {
    hold(alarm::patrol);
  }

  /** Begins a run; true if it is time to look the store through. */
  boolean startRun(Instant now) {
    return locked(
        () -> {
          boolean due = alarm.startRun(now);
          if (alarm.sweeps(now)) {
            sweep(now);
          }
          return due;
        });
  }

  /** What may start because its time has come. */
  List<Load> startDue(Instant now) {
    return locked(
        () -> {
          var ready = new ArrayList<Load>();
          agenda.due(now).forEach(lane -> ready.addAll(starts.advance(lane, now)));
          return ready;
        });
  }

  /** What to claim, as far as there is room; organizations and their lanes take turns. */
  Wanted wanted(Instant now) {
    return locked(
        () -> {
          boolean open = !starts.closed() && window.free() > 0;
          return new Wanted(open ? demands.all(now) : List.of(), demands.orphans());
        });
  }

  /** Blocks until there may be something to do. */
  void awaitWork() throws InterruptedException {
    lock.lock();
    try {
      for (var now = clock.instant(); !starts.closed() && now.isBefore(nextRun()); ) {
        changed.awaitNanos(Duration.between(now, nextRun()).toNanos());
        now = clock.instant();
      }
    } finally {
      lock.unlock();
    }
  }

  /** When there is something to do, as far as is known now. */
  Instant nextRun() {
    return locked(() -> alarm.next(agenda.first()));
  }

  /** True from the moment on that nothing new is started. */
  boolean closed() {
    return locked(starts::closed);
  }

  /** Starts nothing any more; returns what hasn't started. */
  List<Load> close() {
    return locked(
        () -> {
          starts.close();
          changed.signalAll();
          var unsent = new ArrayList<Load>();
          for (var lane : roster.all()) {
            var drained = lane.drain();
            drained.forEach(load -> window.give(lane, load.size()));
            unsent.addAll(drained);
          }
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

  private void expect(Due due, Instant now) {
    var subscription = roster.subscription(due.subscription());
    if (subscription.isEmpty()) {
      if (demands.orphan(due.subscription())) {
        alarm.wake();
      }
    } else if (subscription.get().settings().enabled()) {
      var lane = roster.lane(subscription.get());
      lane.due(due.at());
      starts.plan(lane, now);
    }
  }

  private void vacate(Load load) {
    window.give(roster.held(load.claim().subscription()), load.size());
    if (starts.closed()) {
      changed.signalAll();
    } else {
      fillIfWanted();
    }
  }

  /** Room has come free. */
  private void fillIfWanted() {
    if (alarm.awake() || !agenda.hungry(window.admitsDoubted())) {
      return;
    }
    if (window.roomy() || window.empty()) {
      alarm.wake();
    } else {
      alarm.linger();
    }
  }

  private void sweep(Instant now) {
    for (var lane : roster.forgetIdle(now)) {
      agenda.forget(lane);
      destinations.forget(lane);
    }
    destinations.sweep();
  }

  private void hold(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
