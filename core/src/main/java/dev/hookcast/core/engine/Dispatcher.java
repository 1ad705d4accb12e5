package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.spi.DeliveryStore.Due;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Brings deliveries to their sinks: a lane per subscription, all lanes within one window of memory.
 * What doesn't fit stays in the store and is claimed when there is room. Safe for any number of
 * threads.
 *
 * <p>{@link #runOnce()} is the whole clockwork: whoever calls it when {@link #awaitWork()} returns
 * keeps everything moving.
 */
public final class Dispatcher {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DeliveryStore store;
  private final Directory directory;
  private final EventReader reader;
  private final Attempts attempts;
  private final Settling settling;
  private final InstantSource clock;
  private final Lanes lanes;
  private final Executor executor;

  /** An engine at rest; nothing happens before the first {@link #runOnce()}. */
  public Dispatcher(Engine parts, Pauses pauses, Window window, Executor executor) {
    this.store = parts.store();
    this.directory = parts.directory();
    this.reader = parts.reader();
    this.attempts = parts.attempts();
    this.clock = parts.clock();
    var destinations = new Destinations(window.maxPerDestination(), attempts::destination);
    this.lanes = new Lanes(directory, window, destinations, store::nodes, clock);
    this.settling = new Settling(parts, pauses, lanes);
    this.executor = executor;
  }

  /**
   * Asks for room for a delivery that is about to be accepted. If there is, the delivery may be
   * accepted as claimed, and has to be followed by {@link #send} or {@link #forgo}.
   */
  public boolean reserve(SubscriptionId subscription, int bytes) {
    return lanes.reserve(subscription, bytes);
  }

  /** Gives back room that was reserved and isn't needed. */
  public void forgo(SubscriptionId subscription, int bytes) {
    lanes.forgo(subscription, bytes);
  }

  /** Sends deliveries of one event for which room was reserved and that are durable now. */
  public void send(List<Claim> claims, RecordedEvent recorded, Event event) {
    var held = new HeldEvent(recorded, r -> event);
    start(lanes.enterReserved(claims.stream().map(claim -> new Load(claim, held)).toList()));
    if (lanes.closed()) {
      giveBack();
    }
  }

  /**
   * Makes the first attempt of a delivery that was accepted as claimed, on this thread, past the
   * subscription's gate and over a connection of its own, and settles it.
   *
   * @throws StoreFailure if the claim has ended; then whoever may makes it
   */
  public Attempt sendNow(
      Claim claim, RecordedEvent recorded, Event event, Subscription subscription) {
    var load = new Load(claim, new HeldEvent(recorded, r -> event));
    if (!store.lasts(claim)) {
      settling.release(List.of(claim));
      throw new StoreFailure("This node has just lost its claims.");
    }
    var made = attempts.make(load, subscription, true);
    settling.settle(made).ifPresent(due -> expect(claim.subscription(), due));
    return made.settlement().attempt();
  }

  /** Notes that the store holds a delivery of this subscription that is due now. */
  public void expect(SubscriptionId subscription) {
    expect(subscription, now());
  }

  /** The time by which deliveries are due. */
  public Instant now() {
    return clock.instant();
  }

  /** Notes that the store holds a delivery of this subscription that is due then. */
  public void expect(SubscriptionId subscription, Instant at) {
    expect(List.of(new Due(subscription, at)));
  }

  /** Notes that the store holds deliveries of these subscriptions that are due then. */
  public void expect(List<Due> dues) {
    lanes.expect(dues);
  }

  /** Takes up what an earlier run left behind; returns how many deliveries it had in flight. */
  public int recover() {
    settling.catchUp();
    return store.recover(clock.instant());
  }

  /** Takes up what nodes that are no more had in flight; returns how much that was. */
  public int takeOver() {
    int ended = store.recover(clock.instant());
    if (ended > 0) {
      patrol();
    }
    return ended;
  }

  /** Looks into the store for everything that waits, at the next occasion. */
  public void patrol() {
    lanes.patrol();
  }

  /** Claims and starts what is due and has room; returns how much that was. */
  public int runOnce() {
    var now = clock.instant();
    settling.again();
    if (lanes.startRun(now)) {
      lanes.expect(store.due());
    }
    start(lanes.startDue(now));
    var wanted = lanes.wanted(now);
    wanted.orphans().forEach(this::takeCareOf);
    int claimed = wanted.demands().isEmpty() ? 0 : claim(wanted.demands(), now);
    if (lanes.closed()) {
      giveBack();
    }
    return claimed;
  }

  /** Blocks until there may be something to do. */
  public void awaitWork() throws InterruptedException {
    lanes.awaitWork();
  }

  /**
   * Ends the work: nothing new is started, what hasn't started is given back to the store, and what
   * is in flight gets this long to end. Returns true if all of it did.
   */
  public boolean close(Duration grace) throws InterruptedException {
    giveBack();
    return lanes.awaitEmpty(grace);
  }

  /** An event can be accepted while its subscription is being deleted, or added on another node. */
  private void takeCareOf(SubscriptionId orphan) {
    if (directory.lookUp(orphan).isPresent()) {
      expect(orphan);
    } else {
      store.cancel(orphan);
    }
  }

  private void giveBack() {
    var unsent = lanes.close();
    if (!unsent.isEmpty()) {
      store.release(unsent.stream().map(Load::claim).toList());
    }
  }

  private int claim(List<Demand> demands, Instant now) {
    List<Load> loads;
    try {
      loads = loads(store.claim(demands, now));
    } catch (StoreFailure e) {
      lanes.claimFailed(demands);
      throw e;
    }
    start(lanes.enterClaimed(demands, loads));
    expectMore(demands, loads, now);
    return loads.size();
  }

  /** Whoever got all that was asked for may have more; of the others the store knows the rest. */
  private void expectMore(List<Demand> demands, List<Load> loads, Instant now) {
    var got = new HashMap<SubscriptionId, Integer>();
    loads.forEach(load -> got.merge(load.claim().subscription(), 1, Integer::sum));
    var more = new ArrayList<Due>();
    var rest = new ArrayList<SubscriptionId>();
    for (var demand : demands) {
      if (got.getOrDefault(demand.subscription(), 0) == demand.limit()) {
        more.add(new Due(demand.subscription(), now));
      } else {
        rest.add(demand.subscription());
      }
    }
    lanes.expect(more);
    if (!rest.isEmpty()) {
      lanes.expect(later(store.due(rest), now.plus(PAUSE)));
    }
  }

  /**
   * What was due and wasn't given, others are just taking: asked again at once, it still would be.
   */
  private static List<Due> later(List<Due> dues, Instant earliest) {
    return dues.stream()
        .map(due -> due.at().isBefore(earliest) ? new Due(due.subscription(), earliest) : due)
        .toList();
  }

  private List<Load> loads(List<Claim.WithEvent> claims) {
    var events = new HashMap<Long, HeldEvent>();
    return claims.stream()
        .map(
            each ->
                new Load(
                    each.claim(),
                    events.computeIfAbsent(
                        each.event().number(), n -> new HeldEvent(each.event(), reader::read))))
        .toList();
  }

  private void start(List<Load> loads) {
    loads.forEach(load -> executor.execute(() -> run(load)));
  }

  private void run(Load load) {
    try {
      var subscription = directory.find(load.claim().subscription());
      boolean wanted = subscription.filter(s -> s.settings().enabled()).isPresent();
      if (wanted && store.lasts(load.claim())) {
        deliver(load, subscription.get());
      } else {
        // Paused since, or deleted: then the next look for what is due cancels it. Or others may
        // have it soon: then one of them sends it, or this node when it is sure of its claims.
        proceed(load, Reaction.unasked(clock.instant()));
        settling.release(List.of(load.claim()));
      }
    } finally {
      lanes.leave(load);
    }
  }

  private void deliver(Load load, Subscription subscription) {
    var made = attempt(load, subscription);
    // The receiver is free again; that the outcome isn't durable yet is no concern of its.
    proceed(
        load, made.map(Attempts.Made::reaction).orElseGet(() -> Reaction.unasked(clock.instant())));
    made.flatMap(settling::settle).ifPresent(due -> expect(load.claim().subscription(), due));
    if (load.claim().trigger() == Trigger.MANUAL) {
      // It may have been resent more than once.
      expect(load.claim().subscription(), clock.instant());
    }
  }

  private Optional<Attempts.Made> attempt(Load load, Subscription subscription) {
    try {
      return Optional.of(attempts.make(load, subscription, false));
    } catch (StoreFailure e) {
      settling.release(List.of(load.claim()));
      return Optional.empty();
    }
  }

  private void proceed(Load load, Reaction reaction) {
    var moves = lanes.ended(load, reaction);
    start(moves.starts());
    if (!moves.spills().isEmpty()) {
      settling.release(moves.spills().stream().map(Load::claim).toList());
      moves.spills().forEach(lanes::forget);
      expect(load.claim().subscription(), clock.instant());
    }
  }
}
