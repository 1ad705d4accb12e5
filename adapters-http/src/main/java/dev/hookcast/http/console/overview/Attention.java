package dev.hookcast.http.console.overview;

import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subscription that somebody should look at.
 *
 * @param since since when it is like that, if that is known
 */
record Attention(Subscription subscription, Kind kind, String why, Optional<Instant> since) {
  /** What is the matter, the most urgent first. */
  enum Kind {
    UNREADABLE("bad", "Secret lost"),
    PAUSED_BY_HOOKCAST("bad", "Paused by Hookcast"),
    FAILING("warn", "Failing"),
    PAUSED("off", "Paused");

    private final String sign;
    private final String title;

    Kind(String sign, String title) {
      this.sign = sign;
      this.title = title;
    }

    String sign() {
      return sign;
    }

    String title() {
      return title;
    }
  }

  /** Those of these subscriptions that need it, the most urgent first. */
  static List<Attention> of(List<Subscription> subscriptions) {
    return subscriptions.stream()
        .flatMap(s -> of(s).stream())
        .sorted(Comparator.comparing(Attention::kind))
        .toList();
  }

  private static Optional<Attention> of(Subscription subscription) {
    return Stream.of(unreadable(subscription), paused(subscription), failing(subscription))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Attention> unreadable(Subscription subscription) {
    return subscription.settings().sink().secrets().unreadable().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Attention(
                subscription,
                Kind.UNREADABLE,
                "A secret of it can't be read any more: its deliveries fail until it is set anew.",
                Optional.empty()));
  }

  private static Optional<Attention> paused(Subscription subscription) {
    if (subscription.settings().enabled()) {
      return Optional.empty();
    }
    return subscription
        .pausedBecause()
        .map(why -> paused(subscription, Kind.PAUSED_BY_HOOKCAST, why))
        .or(() -> Optional.of(paused(subscription, Kind.PAUSED, "Somebody paused it.")));
  }

  private static Attention paused(Subscription subscription, Kind kind, String why) {
    return new Attention(subscription, kind, why, Optional.of(subscription.updatedAt()));
  }

  private static Optional<Attention> failing(Subscription subscription) {
    return subscription
        .health()
        .failing()
        .map(Health.Failing::since)
        .map(
            since ->
                new Attention(
                    subscription,
                    Kind.FAILING,
                    "Its receiver has taken nothing since.",
                    Optional.of(since)));
  }
}
