package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Brings deliveries to their sinks: a lane per subscription, all lanes within one window of memory.
 * What doesn't fit stays in the store and is claimed when there is room. Safe for any number of
 * threads.
 *
 * <p>{@link #runOnce()} is the whole clockwork: whoever calls it when {@link #awaitWork()} returns
 * keeps everything moving.
 */
public final class Dispatcher {
  private static final int LARGEST_CLAIM = 500;
  private static final Duration RECHECK = Duration.ofSeconds(1);
  private static final Duration PATROL = Duration.ofSeconds(5);

  private final DeliveryStore store;
  private final Directory directory;
  private final EventReader reader;
  private final Settling settling;
  private final InstantSource clock;
  private final Executor executor;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<SubscriptionId, Lane> lanes = new HashMap<>();
  private final Window window;
  private Instant nextPatrol = Instant.MIN;
  private Instant lastRun = Instant.MIN;
  private boolean woken;
  private boolean closed;

  /** An engine at rest; nothing happens before the first {@link #runOnce()}. */
  public Dispatcher(Engine parts, Window window, Executor executor) {
    this.store = parts.store();
    this.directory = parts.directory();
    this.reader = parts.reader();
    this.clock = parts.clock();
    this.settling = new Settling(parts);
    this.window = window;
    this.executor = executor;
  }

  /**
   * Asks for room for a delivery that is about to be accepted. If there is, the delivery may be
   * accepted as claimed, and has to be followed by {@link #send} or {@link #forgo}.
   */
  public boolean reserve(SubscriptionId subscription, int bytes) {
    lock.lock();
    try {
      var lane = lane(subscription);
      // What waits in the store came earlier: it goes first.
      if (closed || lane.dueBy(clock.instant()) || !window.admits(lane, bytes)) {
        return false;
      }
      lane.reserve();
      window.take(bytes);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back room that was reserved and isn't needed. */
  public void forgo(SubscriptionId subscription, int bytes) {
    lock.lock();
    try {
      lane(subscription).unreserve();
      window.give(bytes);
    } finally {
      lock.unlock();
    }
  }

  /** Sends deliveries of one event for which room was reserved and that are durable now. */
  public void send(List<Claim> claims, RecordedEvent recorded, Event event) {
    var held = new HeldEvent(recorded, r -> event);
    var starts = new ArrayList<Load>();
    boolean late;
    lock.lock();
    try {
      for (var claim : claims) {
        var lane = lane(claim.subscription());
        lane.unreserve();
        lane.add(new Load(claim, held));
        starts.addAll(startable(lane));
      }
      late = closed;
    } finally {
      lock.unlock();
    }
    start(starts);
    if (late) {
      release();
    }
  }

  /** Notes that the store holds a delivery of this subscription that is due then. */
  public void expect(SubscriptionId subscription, Instant at) {
    lock.lock();
    try {
      lane(subscription).due(at);
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Looks into the store for everything that waits, at the next occasion. */
  public void patrol() {
    lock.lock();
    try {
      nextPatrol = Instant.MIN;
      wake();
    } finally {
      lock.unlock();
    }
  }

  /** Claims and starts what is due and has room; returns how much that was. */
  public int runOnce() {
    var now = clock.instant();
    settling.again();
    if (startRun(now)) {
      store.due().forEach(due -> expect(due.subscription(), due.at()));
    }
    var demands = demands(now);
    var claimed = demands.isEmpty() ? List.<Claim.WithEvent>of() : store.claim(demands, now);
    start(taken(demands, claimed, now));
    return claimed.size();
  }

  /** Blocks until there may be something to do. */
  public void awaitWork() throws InterruptedException {
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

  /**
   * Ends the work: nothing new is started, what hasn't started is given back to the store, and what
   * is in flight gets this long to end. Returns true if all of it did.
   */
  public boolean close(Duration grace) throws InterruptedException {
    release();
    long left = grace.toNanos();
    lock.lock();
    try {
      while (!window.empty() && left > 0) {
        left = changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
      }
      return window.empty();
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    var unsent = new ArrayList<Load>();
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      lanes.values().forEach(lane -> unsent.addAll(lane.drain()));
      unsent.forEach(load -> window.give(load.size()));
    } finally {
      lock.unlock();
    }
    if (!unsent.isEmpty()) {
      store.release(unsent.stream().map(Load::claim).toList());
    }
  }

  /** What was due at the last run and had no room is announced by what ends, not by the clock. */
  private Instant nextWake() {
    return lanes.values().stream()
        .flatMap(Lane::wakes)
        .filter(at -> at.isAfter(lastRun))
        .reduce(nextPatrol, Dispatcher::earlier);
  }

  private boolean startRun(Instant now) {
    lock.lock();
    try {
      woken = false;
      lastRun = now;
      boolean due = !now.isBefore(nextPatrol);
      if (due) {
        nextPatrol = now.plus(PATROL);
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private List<Demand> demands(Instant now) {
    var demands = new ArrayList<Demand>();
    var orphans = new ArrayList<SubscriptionId>();
    lock.lock();
    try {
      lanes.values().removeIf(lane -> lane.idle(now));
      int free = closed ? 0 : window.free();
      for (var lane : lanes.values()) {
        if (!lane.dueBy(now) || !lane.hungry()) {
          continue;
        }
        var subscription = directory.find(lane.subscription());
        if (subscription.isEmpty()) {
          lane.nothingDue();
          orphans.add(lane.subscription());
        } else if (subscription.get().settings().enabled()) {
          int limit = Math.min(Math.min(window.share(lane), free), LARGEST_CLAIM);
          free -= limit;
          if (limit > 0) {
            demands.add(new Demand(lane.subscription(), limit));
          }
        }
      }
    } finally {
      lock.unlock();
    }
    // An event can be accepted while its subscription is being deleted.
    orphans.forEach(store::cancel);
    return demands;
  }

  private List<Load> taken(List<Demand> demands, List<Claim.WithEvent> claimed, Instant now) {
    var events = new HashMap<Long, HeldEvent>();
    var starts = new ArrayList<Load>();
    lock.lock();
    try {
      var got = new HashMap<SubscriptionId, Integer>();
      for (var each : claimed) {
        var held =
            events.computeIfAbsent(
                each.event().number(), n -> new HeldEvent(each.event(), reader::read));
        var load = new Load(each.claim(), held);
        window.take(load.size());
        lane(each.claim().subscription()).add(load);
        got.merge(each.claim().subscription(), 1, Integer::sum);
      }
      for (var demand : demands) {
        if (got.getOrDefault(demand.subscription(), 0) < demand.limit()) {
          lane(demand.subscription()).nothingDue();
          // Something may be due later that nobody here knows of.
          nextPatrol = earlier(nextPatrol, now.plus(RECHECK));
        }
      }
      lanes.values().forEach(lane -> starts.addAll(startable(lane)));
    } finally {
      lock.unlock();
    }
    return starts;
  }

  private List<Load> startable(Lane lane) {
    var starts = new ArrayList<Load>();
    if (closed) {
      return starts;
    }
    var limits = directory.find(lane.subscription()).map(s -> s.settings().limits());
    var now = clock.instant();
    for (var next = lane.start(limits.orElse(Window.UNBOUND), now);
        next.isPresent();
        next = lane.start(limits.orElse(Window.UNBOUND), now)) {
      starts.add(next.get());
    }
    return starts;
  }

  private void start(List<Load> loads) {
    loads.forEach(load -> executor.execute(() -> run(load)));
  }

  private void run(Load load) {
    try {
      var subscription = directory.find(load.claim().subscription());
      if (subscription.filter(s -> s.settings().enabled()).isPresent()) {
        send(load, subscription.get());
      } else {
        // Paused since, or deleted: then the next look for what is due cancels it.
        finished(load);
        settling.release(load.claim());
      }
    } finally {
      leave(load);
    }
  }

  private void send(Load load, Subscription subscription) {
    var made = made(load, subscription);
    // The receiver is free again; that the outcome isn't durable yet is no concern of its.
    finished(load);
    made.flatMap(settling::settle).ifPresent(due -> expect(load.claim().subscription(), due));
    if (load.claim().trigger() == Trigger.MANUAL) {
      // It may have been resent more than once.
      expect(load.claim().subscription(), clock.instant());
    }
  }

  private Optional<Attempts.Made> made(Load load, Subscription subscription) {
    try {
      return Optional.of(settling.attempts().make(load, subscription));
    } catch (StoreFailure e) {
      settling.release(load.claim());
      return Optional.empty();
    }
  }

  private void finished(Load load) {
    List<Load> starts;
    lock.lock();
    try {
      var lane = lane(load.claim().subscription());
      lane.finished();
      starts = startable(lane);
      if (lane.hungry() && lane.dueBy(clock.instant())) {
        wake();
      }
    } finally {
      lock.unlock();
    }
    start(starts);
  }

  private void leave(Load load) {
    lock.lock();
    try {
      window.give(load.size());
      if (closed) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    woken = true;
    changed.signalAll();
  }

  private Lane lane(SubscriptionId subscription) {
    return lanes.computeIfAbsent(subscription, Lane::new);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
