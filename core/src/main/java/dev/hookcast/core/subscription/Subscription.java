package dev.hookcast.core.subscription;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.event.Naming.Unnamed;
import dev.hookcast.core.filter.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * Who wants which events, where to, in which dialect.
 *
 * @param number unique in the installation
 */
public record Subscription(
    SubscriptionId id,
    long number,
    OrganizationId organization,
    Settings settings,
    Health health,
    Instant createdAt,
    Instant updatedAt) {

  /** Says whether this subscription wants the event, and if not, why. */
  public Verdict consider(Event event) {
    if (!settings.enabled()) {
      return new Verdict.Skipped("the subscription is paused");
    }
    return switch (settings.dialect().name(event)) {
      case Named named -> settings.filter().consider(event, named);
      case Unnamed unnamed when settings.sink().speaksDialect() ->
          new Verdict.Skipped(unnamed.why());
      case Unnamed unnamed -> settings.filter().consider(event, Naming.of(event.type().value()));
    };
  }

  /** Why Hookcast paused it by itself, if it did. */
  public Optional<String> pausedBecause() {
    return health.pausedBecause();
  }

  /** The same with other settings; when it is switched on again, its former health is forgotten. */
  public Subscription changed(Settings other, Instant at) {
    var next = other.enabled() && !settings.enabled() ? Health.GOOD : health;
    return new Subscription(id, number, organization, other, next, createdAt, at);
  }

  /** The same in other health. */
  public Subscription in(Health other) {
    return new Subscription(id, number, organization, settings, other, createdAt, updatedAt);
  }

  /** The same for a delivery that is tried only once. */
  public Subscription triedOnce() {
    return changed(settings.retrying(RetryPolicy.NONE), updatedAt);
  }

  /** The same, switched off by Hookcast for this reason; nobody has been told yet. */
  public Subscription paused(String reason, Instant at) {
    return changed(settings.enabled(false), at).in(health.paused(reason, at));
  }

  /** The same once an event has told why it was paused. */
  public Subscription told() {
    return in(health.told());
  }
}
