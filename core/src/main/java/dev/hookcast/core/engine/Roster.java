package dev.hookcast.core.engine;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Which lanes there are, and what their subscriptions say at the moment. Guarded by the lock of
 * {@link Lanes}.
 */
final class Roster {
  private final Directory directory;
  private final Window window;
  private final IntSupplier nodes;
  private final Map<SubscriptionId, Lane> lanes = new HashMap<>();
  private final Map<OrganizationId, Tenant> tenants = new HashMap<>();

  /** A roster without lanes, on one of so many nodes. */
  Roster(Directory directory, Window window, IntSupplier nodes) {
    this.directory = directory;
    this.window = window;
    this.nodes = nodes;
  }

  Optional<Subscription> subscription(SubscriptionId id) {
    return directory.find(id);
  }

  Optional<Settings> settings(Lane lane) {
    return directory.find(lane.subscription()).map(Subscription::settings);
  }

  /** This node's part of what the subscription's receiver may get. */
  Limits limits(Lane lane) {
    var limits = settings(lane).map(Settings::limits).orElse(Limits.DEFAULT);
    return limits.sharedBy(nodes.getAsInt());
  }

  /** The subscription's lane, made if need be. */
  Lane lane(Subscription subscription) {
    return lanes.computeIfAbsent(
        subscription.id(),
        id ->
            new Lane(
                id, tenants.computeIfAbsent(subscription.organization(), o -> window.newTenant())));
  }

  /** A lane that holds something, or claims: it is there. */
  Lane held(SubscriptionId subscription) {
    return Optional.ofNullable(lanes.get(subscription)).orElseThrow();
  }

  Collection<Lane> all() {
    return lanes.values();
  }

  /** Forgets the lanes by which nothing is lost; returns them. */
  List<Lane> forgetIdle(Instant now) {
    var idle = new ArrayList<Lane>();
    lanes.values().stream().filter(lane -> lane.idle(now)).forEach(idle::add);
    idle.forEach(lane -> lanes.remove(lane.subscription()));
    return idle;
  }
}
