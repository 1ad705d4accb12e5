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
 * @param pausedBecause why Hookcast paused it by itself, if it did
 */
public record Subscription(
    SubscriptionId id,
    long number,
    OrganizationId organization,
    Settings settings,
    Optional<String> pausedBecause,
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

  /** The same with other settings; once it is switched on, whatever paused it is forgotten. */
  public Subscription changed(Settings other, Instant at) {
    var reason = other.enabled() ? Optional.<String>empty() : pausedBecause;
    return new Subscription(id, number, organization, other, reason, createdAt, at);
  }

  /** The same for a delivery that is tried only once. */
  public Subscription triedOnce() {
    return changed(settings.retrying(RetryPolicy.NONE), updatedAt);
  }

  /** The same, switched off by Hookcast for this reason. */
  public Subscription paused(String reason, Instant at) {
    return new Subscription(
        id, number, organization, settings.enabled(false), Optional.of(reason), createdAt, at);
  }
}
