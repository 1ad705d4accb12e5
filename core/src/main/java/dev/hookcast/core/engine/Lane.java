package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.subscription.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is ready to be sent to one subscription, how much is in flight, and when the store has more.
 * What has just come in and what comes out of the store take turns. Guarded by the lock of {@link
 * Lanes}.
 */
final class Lane {
  /** The time of what no clock announces. */
  static final Instant NEVER = Instant.MAX;

  private static final int LOW_WATER = 32;
  private static final int SMALLEST_BATCH = 16;
  private static final int LARGEST_BATCH = 500;

  /** A receiver that takes longer to answer is a slow one. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private static final Duration LATELY = Duration.ofSeconds(10);

  /** A batch that is through sooner was a small one. */
  private static final Duration BATCH_TIME = Duration.ofMillis(250);

  private final SubscriptionId subscription;
  private final Tenant tenant;
  private final Gate gate = new Gate();
  private final Deque<Load> fresh = new ArrayDeque<>(0);
  private final Deque<Load> stored = new ArrayDeque<>(0);
  private int held;
  private int reserved;
  private int inFlight;
  private int settling;
  private int unanswered;
  private int usual;
  private Instant usualSince = Instant.MIN;
  private boolean known;
  private boolean proven;
  private boolean doubted = true;
  private boolean storedNext;
  private boolean claiming;
  private int batch = SMALLEST_BATCH;
  private Instant lastClaim = Instant.MIN;
  private @Nullable Instant storeDue;

  Lane(SubscriptionId subscription, Tenant tenant) {
    this.subscription = subscription;
    this.tenant = tenant;
  }

  SubscriptionId subscription() {
    return subscription;
  }

  Tenant tenant() {
    return tenant;
  }

  /** How much of the window this lane holds, until all of it is settled. */
  int held() {
    return held;
  }

  /** How much of that is still to be sent or answered: the rest waits for the store alone. */
  int underWay() {
    return held - settling;
  }

  void take() {
    held++;
  }

  void give() {
    held--;
  }

  /** What had ended is durable, or was given back. */
  void settled() {
    settling--;
  }

  /**
   * True if its receiver isn't known to answer in good time: noted by {@link #doubt}, so that sums
   * hold.
   */
  boolean doubted() {
    return doubted;
  }

  /** Looks anew whether it is in doubt; returns true if that has changed. */
  boolean doubt() {
    boolean before = doubted;
    // As much without an answer as it had lately when it gave one is nothing to wonder at.
    doubted = !proven || unanswered > Math.max(1, usual) || gate.strained();
    return doubted != before;
  }

  /** True if nothing is known of its receiver yet, good or bad. */
  boolean unknown() {
    return !known && !gate.strained();
  }

  /** True if what comes in now may wait here rather than in the store. */
  boolean welcomes(Limits limits, Instant now) {
    int coming = fresh.size() + reserved;
    if (gate.strained()) {
      return coming == 0 && stored.isEmpty() && gate.open(limits, inFlight, now);
    }
    var rate = gate.rate(limits, now);
    if (rate.isPresent() && coming >= Math.max(1, rate.getAsDouble())) {
      return false;
    }
    boolean backlog = storeDue != null && !storeDue.isAfter(now);
    // What is on its way in isn't counted: where it takes long to become durable, there is much of
    // it, and what were turned away for that would be a backlog itself, for ever.
    return !backlog || fresh.size() < Math.max(LOW_WATER, batch);
  }

  void reserve() {
    reserved++;
  }

  void unreserve() {
    reserved--;
  }

  void addFresh(Load load) {
    fresh.add(load);
  }

  void addStored(Load load) {
    stored.add(load);
  }

  /** True if it has something to start that its gate lets through. */
  boolean startable(Limits limits, Instant now) {
    return ready() > 0 && gate.open(limits, inFlight, now);
  }

  /** The next load that may start now, if the gate lets one through. */
  Optional<Load> start(Limits limits, Instant now) {
    if (!startable(limits, now)) {
      return Optional.empty();
    }
    gate.started(limits, now);
    inFlight++;
    unanswered++;
    // Turns, so that a backlog delays what comes in by no more than itself, and is worked off.
    boolean old = fresh.isEmpty() || (storedNext && !stored.isEmpty());
    storedNext = !old;
    return Optional.of((old ? stored : fresh).remove());
  }

  void ended(Reaction reaction, Limits limits, Instant now) {
    if (reaction.kind() == Reaction.Kind.TAKEN || reaction.kind() == Reaction.Kind.DECLINED) {
      unanswered = 0;
      measure(now);
      known = true;
      // One that answers late holds its places as long as one that never does.
      proven = !reaction.startedAt().plus(PROMPT).isBefore(now);
    }
    inFlight--;
    settling++;
    gate.ended(reaction, limits, now);
  }

  /** What has to make room, as its receiver can't take it in the near future. */
  List<Load> spill() {
    return gate.strained() ? drain() : List.of();
  }

  /** Takes out everything that hasn't started. */
  List<Load> drain() {
    var all = new ArrayList<>(stored);
    all.addAll(fresh);
    stored.clear();
    fresh.clear();
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

  /** True if the store is known to hold something, be it due later. */
  boolean expecting() {
    return storeDue != null;
  }

  /** How many it can make use of from the store; none if a claim is under way. */
  int appetite(Limits limits, Instant now) {
    if (claiming) {
      return 0;
    }
    int room = Math.max(0, gate.allowed(limits) - inFlight - ready());
    if (gate.strained()) {
      return room;
    }
    var rate = gate.rate(limits, now);
    if (rate.isPresent()) {
      int some = (int) Math.clamp(Math.ceil(rate.getAsDouble() / 4), 1, batch);
      return ready() <= some / 2 ? some - ready() : 0;
    }
    if (doubted) {
      return room;
    }
    return ready() < Math.min(LOW_WATER, batch) ? batch : 0;
  }

  /** When to claim next, {@link #NEVER} if something else will tell. */
  Instant claimsAt(Limits limits, Instant now) {
    if (storeDue == null || appetite(limits, now) == 0) {
      return NEVER;
    }
    return gate.strained() && gate.opensAt().isAfter(storeDue) ? gate.opensAt() : storeDue;
  }

  /** When to start next, {@link #NEVER} if something else will tell. */
  Instant startsAt(Limits limits) {
    return ready() > 0 && inFlight < gate.allowed(limits) ? gate.opensAt() : NEVER;
  }

  /** A claim begins; what is learnt of the store meanwhile counts for the next one. */
  void claim(Instant now) {
    boolean soon = lastClaim.plus(BATCH_TIME).isAfter(now);
    batch = Math.clamp(soon ? batch * 2L : batch / 2, SMALLEST_BATCH, LARGEST_BATCH);
    lastClaim = now;
    claiming = true;
    storeDue = null;
  }

  void claimed() {
    claiming = false;
  }

  /** True if nothing would be lost by forgetting this lane. */
  boolean idle(Instant now) {
    return held == 0 && storeDue == null && !claiming && gate.forgettable(now);
  }

  private void measure(Instant now) {
    if (inFlight >= usual || usualSince.plus(LATELY).isBefore(now)) {
      usual = inFlight;
      usualSince = now;
    }
  }

  private int ready() {
    return fresh.size() + stored.size();
  }
}
