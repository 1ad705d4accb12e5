package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.spi.AuditStore.Witness;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore.Due;
import dev.hookcast.core.subscription.Health.Failing;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pauses subscriptions whose receivers are gone, or have taken nothing for five days. How long one
 * has failed is in memory, and written down only when it lasts: nothing is written while all goes
 * well. Safe for any number of threads.
 */
public final class Pauses {
  /** Longer than the usual schedule tries a delivery. */
  static final Duration PATIENCE = Duration.ofDays(5);

  /** What is over within this isn't worth a write. */
  static final Duration NOTED_AFTER = Duration.ofMinutes(1);

  /** How far what is written may lag behind. */
  static final Duration NOTED_EVERY = Duration.ofHours(6);

  private final Directory directory;
  private final Announcements announcements;
  private final DeliveryListener listener;
  private final InstantSource clock;
  private final Witness witness;
  private final Map<SubscriptionId, Failing> failing = new ConcurrentHashMap<>();

  /**
   * Pauses of this directory's subscriptions.
   *
   * @param witness tells the audit log
   */
  public Pauses(
      Directory directory,
      Announcements announcements,
      DeliveryListener listener,
      InstantSource clock,
      Witness witness) {
    this.directory = directory;
    this.announcements = announcements;
    this.listener = listener;
    this.clock = clock;
    this.witness = witness;
  }

  /** Draws the consequences of a settled attempt; returns what it made due. */
  List<Due> consider(Attempts.Made made) {
    var id = made.settlement().claim().subscription();
    if (made.pause().isPresent()) {
      return pause(id, made.pause().get());
    }
    if (made.settlement().attempt().outcome() == AttemptOutcome.DELIVERED) {
      recovered(id);
      return List.of();
    }
    return made.reaction().kind() == Reaction.Kind.UNASKED ? List.of() : failed(id);
  }

  /** Tells of all pauses that haven't been told of; returns what that made due. */
  List<Due> catchUp() {
    return directory.untold().stream().flatMap(s -> announcements.tell(s).stream()).toList();
  }

  private void recovered(SubscriptionId id) {
    failing.remove(id);
    if (noted(id).isPresent()) {
      note(id, Optional.empty());
    }
  }

  private List<Due> failed(SubscriptionId id) {
    var now = clock.instant();
    var noted = noted(id);
    var streak =
        failing.compute(
            id,
            (i, known) ->
                Optional.ofNullable(known)
                    .or(() -> noted)
                    .map(before -> before.again(now))
                    .orElseGet(() -> new Failing(now, now)));
    if (streak.duration().compareTo(PATIENCE) >= 0 && mayStop(id)) {
      return pause(id, "its receiver has taken nothing since " + streak.since());
    }
    if (worthNoting(streak, noted)) {
      note(id, Optional.of(streak));
    }
    return List.of();
  }

  private static boolean worthNoting(Failing streak, Optional<Failing> noted) {
    if (noted.filter(n -> n.since().equals(streak.since())).isEmpty()) {
      return streak.duration().compareTo(NOTED_AFTER) >= 0;
    }
    return noted.get().latest().plus(NOTED_EVERY).isBefore(streak.latest());
  }

  /** Some platforms promise that failures never stop a hook. */
  private boolean mayStop(SubscriptionId id) {
    return directory
        .find(id)
        .map(Subscription::settings)
        .filter(s -> !s.sink().speaksDialect() || s.dialect().terms().failuresStop())
        .isPresent();
  }

  private List<Due> pause(SubscriptionId id, String why) {
    failing.remove(id);
    var now = clock.instant();
    directory.change(id, current -> paused(current, why, now), witness);
    return directory.find(id).map(announcements::tell).orElse(List.of());
  }

  private Optional<Subscription> paused(Subscription current, String why, Instant now) {
    if (!current.settings().enabled()) {
      return Optional.empty();
    }
    listener.paused(current.id(), why);
    return Optional.of(current.paused(why, now));
  }

  private Optional<Failing> noted(SubscriptionId id) {
    return directory.find(id).flatMap(s -> s.health().failing());
  }

  private void note(SubscriptionId id, Optional<Failing> streak) {
    directory.change(id, current -> Optional.of(current.in(current.health().failing(streak))));
  }
}
