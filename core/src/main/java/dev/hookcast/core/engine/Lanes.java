package dev.hookcast.core.engine;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Due;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All lanes within one window, and when there is something to do for them. Decides what may start
 * and never starts it: nothing but memory is touched under its lock, and nothing walks all lanes
 * but a look for forgotten ones, once a minute.
 */
final class Lanes {
  private static final Duration PATROL = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  /** Room is filled in batches; what is waiting for it waits this long at most for a fuller one. */
  private static final Duration LINGER = Duration.ofMillis(5);

  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** As many lanes are told of under one hold of the lock: publishers wait for it. */
  private static final int CHUNK = 256;

  private final Directory directory;
  private final InstantSource clock;
  private final Window window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<SubscriptionId, Lane> lanes = new HashMap<>();
  private final Map<OrganizationId, Tenant> tenants = new HashMap<>();
  private final Set<SubscriptionId> orphans = new LinkedHashSet<>();
  private final Agenda agenda = new Agenda();
  private Instant nextPatrol = Instant.MIN;
  private Instant nextSweep = Instant.MIN;
  private Instant nextFill = Lane.NEVER;
  private boolean woken;
  private boolean closed;

  Lanes(Directory directory, Window window, InstantSource clock) {
    this.directory = directory;
    this.window = window;
    this.clock = clock;
  }

  /** What to claim now, and the subscriptions with work that are no more. */
  record Wanted(List<Demand> demands, List<SubscriptionId> orphans) {}

  /** What may start, and what has to go back to the store to make room. */
  record Moves(List<Load> starts, List<Load> spills) {}

  /** Takes room for a delivery to come; false if there is none for it. */
  boolean reserve(SubscriptionId id, int bytes) {
    return locked(
        () -> {
          var subscription = directory.find(id);
          if (closed || subscription.isEmpty()) {
            return false;
          }
          var lane = lane(subscription.get());
          var limits = subscription.get().settings().limits();
          if (!lane.welcomes(limits, clock.instant()) || !window.admits(lane, bytes)) {
            return false;
          }
          lane.reserve();
          window.take(lane, bytes);
          return true;
        });
  }

  /** Gives back room that was reserved. */
  void forgo(SubscriptionId subscription, int bytes) {
    locked(
        () -> {
          var lane = held(subscription);
          lane.unreserve();
          window.give(lane, bytes);
          plan(lane, clock.instant());
          return true;
        });
  }

  /** Lets in what room was reserved for; returns what may start. */
  List<Load> enterReserved(List<Load> loads) {
    return locked(
        () -> {
          var now = clock.instant();
          var starts = new ArrayList<Load>();
          for (var load : loads) {
            var lane = held(load.claim().subscription());
            lane.unreserve();
            lane.addFresh(load);
            starts.addAll(advance(lane, now));
          }
          return starts;
        });
  }

  /** Lets in what was claimed for these demands; returns what may start. */
  List<Load> enterClaimed(List<Demand> demands, List<Load> loads) {
    return locked(
        () -> {
          var now = clock.instant();
          demands.forEach(this::redeem);
          for (var load : loads) {
            var lane = held(load.claim().subscription());
            window.take(lane, load.size());
            lane.addStored(load);
          }
          var starts = new ArrayList<Load>();
          for (var demand : demands) {
            var lane = held(demand.subscription());
            starts.addAll(advance(lane, now));
          }
          return starts;
        });
  }

  /** The claim came to nothing: it is made again in a moment. */
  void claimFailed(List<Demand> demands) {
    locked(
        () -> {
          demands.forEach(this::redeem);
          return true;
        });
    var later = clock.instant().plus(PAUSE_AFTER_FAILURE);
    expect(demands.stream().map(demand -> new Due(demand.subscription(), later)).toList());
  }

  /** The attempt of this load is over, if not settled yet; returns what follows. */
  Moves ended(Load load, Reaction reaction) {
    return locked(
        () -> {
          var now = clock.instant();
          var lane = held(load.claim().subscription());
          lane.ended(reaction, limits(lane), now);
          var starts = advance(lane, now);
          return new Moves(starts, closed ? List.of() : lane.spill());
        });
  }

  /** This load is over and its room free. */
  void leave(Load load) {
    locked(
        () -> {
          window.give(held(load.claim().subscription()), load.size());
          if (closed) {
            changed.signalAll();
          } else if (!woken && agenda.hungry(window.admitsDoubted())) {
            fill();
          }
          return true;
        });
  }

  /** Notes that the store holds deliveries of these subscriptions that are due then. */
  void expect(List<Due> dues) {
    for (int from = 0; from < dues.size(); from += CHUNK) {
      var chunk = dues.subList(from, Math.min(from + CHUNK, dues.size()));
      locked(
          () -> {
            var now = clock.instant();
            chunk.forEach(due -> expect(due, now));
            return true;
          });
    }
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
          nextFill = Lane.NEVER;
          boolean due = !now.isBefore(nextPatrol);
          nextPatrol = due ? now.plus(PATROL) : nextPatrol;
          if (!now.isBefore(nextSweep)) {
            nextSweep = now.plus(SWEEP);
            lanes.values().removeIf(lane -> forgotten(lane, now));
          }
          return due;
        });
  }

  /** What may start because its time has come. */
  List<Load> startDue(Instant now) {
    return locked(
        () -> {
          var starts = new ArrayList<Load>();
          agenda.due(now).forEach(lane -> starts.addAll(advance(lane, now)));
          return starts;
        });
  }

  /** What to claim, as far as there is room; organizations and their lanes take turns. */
  Wanted wanted(Instant now) {
    return locked(
        () -> {
          var demands = closed || window.free() == 0 ? List.<Demand>of() : demands(now);
          var gone = List.copyOf(orphans);
          orphans.clear();
          return new Wanted(demands, gone);
        });
  }

  /** Blocks until there may be something to do. */
  void awaitWork() throws InterruptedException {
    lock.lock();
    try {
      for (var now = clock.instant(); !closed && now.isBefore(nextRun()); ) {
        changed.awaitNanos(Duration.between(now, nextRun()).toNanos());
        now = clock.instant();
      }
    } finally {
      lock.unlock();
    }
  }

  /** When there is something to do, as far as is known now. */
  Instant nextRun() {
    return locked(
        () -> woken ? Instant.MIN : earlier(nextFill, earlier(nextPatrol, agenda.first())));
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
          var unsent = new ArrayList<Load>();
          for (var lane : lanes.values()) {
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

  private List<Demand> demands(Instant now) {
    var demands = new ArrayList<Demand>();
    for (var lane : agenda.turns()) {
      if (!receives(lane)) {
        lane.nothingDue();
        agenda.sated(lane);
        continue;
      }
      int limit = Math.min(lane.appetite(limits(lane), now), window.room(lane));
      if (limit > 0) {
        lane.claim(now);
        agenda.sated(lane);
        demands.add(new Demand(lane.subscription(), limit));
        window.promise(lane, limit);
      }
    }
    return demands;
  }

  private void redeem(Demand demand) {
    var lane = held(demand.subscription());
    lane.claimed();
    window.redeem(lane, demand.limit());
  }

  /** False if its subscription is paused, then it is expected anew at resume, or deleted. */
  private boolean receives(Lane lane) {
    var subscription = directory.find(lane.subscription());
    if (subscription.isEmpty()) {
      orphans.add(lane.subscription());
    }
    return subscription.filter(s -> s.settings().enabled()).isPresent();
  }

  private void expect(Due due, Instant now) {
    var subscription = directory.find(due.subscription());
    if (subscription.isEmpty()) {
      if (orphans.add(due.subscription())) {
        wake();
      }
    } else if (subscription.get().settings().enabled()) {
      var lane = lane(subscription.get());
      lane.due(due.at());
      plan(lane, now);
    }
  }

  /** Starts what may start of a lane, and notes when it has something to do next. */
  private List<Load> advance(Lane lane, Instant now) {
    var starts = new ArrayList<Load>();
    if (!closed) {
      var limits = limits(lane);
      for (var next = lane.start(limits, now); next.isPresent(); next = lane.start(limits, now)) {
        starts.add(next.get());
      }
    }
    plan(lane, now);
    return starts;
  }

  private void plan(Lane lane, Instant now) {
    window.judge(lane);
    var limits = limits(lane);
    var claimsAt = lane.claimsAt(limits, now);
    if (claimsAt.isAfter(now)) {
      agenda.sated(lane);
    } else if (agenda.claim(lane) && window.free() > 0) {
      wake();
    }
    var startsAt = lane.startsAt(limits);
    var next = claimsAt.isAfter(now) ? earlier(claimsAt, startsAt) : startsAt;
    if (agenda.at(next, lane)) {
      changed.signalAll(); // the clockwork sleeps for too long
    }
  }

  /** Room has come free that somebody waits for. */
  private void fill() {
    if (window.roomy() || window.empty()) {
      wake();
    } else if (nextFill.equals(Lane.NEVER)) {
      nextFill = clock.instant().plus(LINGER);
      changed.signalAll();
    }
  }

  private void wake() {
    if (!woken) {
      woken = true;
      changed.signalAll();
    }
  }

  private boolean forgotten(Lane lane, Instant now) {
    boolean idle = lane.idle(now);
    if (idle) {
      agenda.forget(lane);
    }
    return idle;
  }

  private Limits limits(Lane lane) {
    return directory
        .find(lane.subscription())
        .map(s -> s.settings().limits())
        .orElse(Limits.DEFAULT);
  }

  private Lane lane(Subscription subscription) {
    return lanes.computeIfAbsent(
        subscription.id(),
        id ->
            new Lane(
                id, tenants.computeIfAbsent(subscription.organization(), o -> window.newTenant())));
  }

  /** A lane that holds something, or claims: it is there. */
  private Lane held(SubscriptionId subscription) {
    return Optional.ofNullable(lanes.get(subscription)).orElseThrow();
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
