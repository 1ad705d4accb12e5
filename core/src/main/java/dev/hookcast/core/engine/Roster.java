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

/**
 * Which lanes there are, and what their subscriptions say at the moment. Guarded by the lock of
 * {@link Lanes}.
 */
final class Roster {
  private final Directory directory;
  private final Window window;
  private final Map<SubscriptionId, Lane> lanes = new HashMap<>();
  private final Map<OrganizationId, Tenant> tenants = new HashMap<>();

  Roster(Directory directory, Window window) {
    this.directory = directory;
    this.window = window;
  }

  Optional<Subscription> subscription(SubscriptionId id) {
    return directory.find(id);
  }

  Optional<Settings> settings(Lane lane) {
    return directory.find(lane.subscription()).map(Subscription::settings);
  }

  Limits limits(Lane lane) {
    return settings(lane).map(Settings::limits).orElse(Limits.DEFAULT);
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
