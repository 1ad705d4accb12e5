package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.spi.DeliveryStore.Demand;
import dev.hookcast.core.subscription.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be claimed from the store, and the subscriptions with work there that are no more.
 * Guarded by the lock of {@link Lanes}.
 */
final class Demands {
  private final Roster roster;
  private final Window window;
  private final Destinations destinations;
  private final Agenda agenda;
  private final Set<SubscriptionId> orphans = new LinkedHashSet<>();

  Demands(Roster roster, Window window, Destinations destinations, Agenda agenda) {
    this.roster = roster;
    this.window = window;
    this.destinations = destinations;
    this.agenda = agenda;
  }

  /** What to claim, as far as there is room, which is kept for it. */
  List<Demand> all(Instant now) {
    var demands = new ArrayList<Demand>();
    for (var lane : agenda.turns()) {
      if (!receives(lane)) {
        lane.nothingDue();
        agenda.sated(lane);
        continue;
      }
      int limit = limit(lane, now);
      if (limit > 0) {
        lane.claim(now);
        agenda.sated(lane);
        demands.add(new Demand(lane.subscription(), limit));
        window.promise(lane, limit);
        destinations.promise(lane, roster.settings(lane), limit);
      }
    }
    return demands;
  }

  /** A claim is over: what was kept for it is free again. */
  void redeem(Demand demand) {
    var lane = roster.held(demand.subscription());
    lane.claimed();
    window.redeem(lane, demand.limit());
    destinations.redeem(lane);
  }

  /** Notes a subscription that is no more; false if that was known. */
  boolean orphan(SubscriptionId subscription) {
    return orphans.add(subscription);
  }

  /** Takes out the subscriptions that are no more. */
  List<SubscriptionId> orphans() {
    var gone = List.copyOf(orphans);
    orphans.clear();
    return gone;
  }

  private int limit(Lane lane, Instant now) {
    // Half of the lane's room is for what comes in while the claim is under way: what finds none is
    // written as waiting, and would have to be claimed in its turn, for ever.
    int half = Math.ceilDiv(window.room(lane), 2);
    int room = Math.min(half, destinations.room(lane, roster.settings(lane)));
    return Math.min(lane.appetite(roster.limits(lane), now), room);
  }

  /** False if its subscription is paused, then it is expected anew at resume, or deleted. */
  private boolean receives(Lane lane) {
    var settings = roster.settings(lane);
    if (settings.isEmpty()) {
      orphans.add(lane.subscription());
    }
    return settings.filter(Settings::enabled).isPresent();
  }
}
