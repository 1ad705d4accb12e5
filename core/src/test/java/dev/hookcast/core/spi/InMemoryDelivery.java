package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A delivery as {@link InMemoryStore} keeps it, which also guards it against other threads. */
final class InMemoryDelivery {
  final NewDelivery made;
  final RecordedEvent event;
  private final List<Attempt> attempts = new ArrayList<>();

  /** What has become of it, resends aside; {@code WAITING} for {@link #scheduled}. */
  private DeliveryState standing = DeliveryState.WAITING;

  private Optional<Instant> scheduled;
  private Optional<Instant> resent = Optional.empty();
  private int resends;
  private int retriesUsed;
  private Optional<Claim> claim;

  InMemoryDelivery(NewDelivery made, RecordedEvent event, long epoch) {
    this.made = made;
    this.event = event;
    this.scheduled = Optional.of(event.receivedAt());
    this.claim = made.claimed() ? Optional.of(first(epoch)) : Optional.empty();
  }

  Claim first(long epoch) {
    return Claim.first(made.id(), made.number(), made.subscription(), epoch);
  }

  /** When it can be claimed, if it can. */
  Optional<Instant> due() {
    return claim.isPresent()
        ? Optional.empty()
        : Stream.of(scheduled, resent).flatMap(Optional::stream).min(Instant::compareTo);
  }

  Claim claim(long epoch) {
    boolean manual = resends > 0;
    var taken =
        new Claim(
            made.id(),
            made.number(),
            made.subscription(),
            epoch,
            manual ? Trigger.MANUAL : Trigger.AUTOMATIC,
            attempts.size(),
            retriesUsed,
            standing,
            manual ? scheduled : Optional.empty());
    claim = Optional.of(taken);
    return taken;
  }

  boolean isClaimedBefore(long epoch) {
    return claim.filter(c -> c.epoch() < epoch).isPresent();
  }

  void release(Claim unused) {
    if (holds(unused)) {
      claim = Optional.empty();
    }
  }

  void interrupt(Instant now, long logNumber) {
    var trigger = claim.orElseThrow().trigger();
    append(
        new Attempt(
            attempts.size() + 1,
            attempts.isEmpty() ? made.number() : logNumber,
            now,
            trigger,
            Duration.ZERO,
            AttemptOutcome.INTERRUPTED,
            Optional.empty()));
    if (trigger == Trigger.AUTOMATIC && standing == DeliveryState.WAITING) {
      scheduled = Optional.of(now);
    }
    claim = Optional.empty();
  }

  boolean settle(Settlement settlement) {
    if (!holds(settlement.claim())) {
      return wasSettled(settlement.attempt()) || late(settlement);
    }
    append(settlement.attempt());
    claim = Optional.empty();
    answer(settlement.claim().trigger());
    if (standing != DeliveryState.CANCELLED || settlement.state() == DeliveryState.DELIVERED) {
      standing = settlement.state();
      scheduled = settlement.nextAttemptAt();
      retriesUsed = settlement.retriesUsed();
    }
    return true;
  }

  void cancel() {
    resends = 0;
    resent = Optional.empty();
    scheduled = Optional.empty();
    if (standing == DeliveryState.WAITING) {
      standing = DeliveryState.CANCELLED;
    }
  }

  void resend(Instant now) {
    if (standing != DeliveryState.CANCELLED) {
      resends++;
      resent = resent.or(() -> Optional.of(now));
    }
  }

  Delivery read() {
    return new Delivery(
        made.id(),
        made.number(),
        event.organization(),
        event.id(),
        made.subscription(),
        state(),
        event.receivedAt(),
        due(),
        attempts);
  }

  /** As in a list: without headers and bodies. */
  Delivery readLightly() {
    var whole = read();
    return new Delivery(
        whole.id(),
        whole.number(),
        whole.organization(),
        whole.event(),
        whole.subscription(),
        whole.state(),
        whole.createdAt(),
        whole.nextAttemptAt(),
        attempts.stream().map(InMemoryDelivery::light).toList());
  }

  private DeliveryState state() {
    if (standing == DeliveryState.CANCELLED) {
      return standing;
    }
    if (claim.isPresent() && (standing == DeliveryState.WAITING || resends > 0)) {
      return DeliveryState.SENDING;
    }
    return resends > 0 ? DeliveryState.WAITING : standing;
  }

  private boolean holds(Claim of) {
    return claim.filter(c -> c.epoch() == of.epoch()).isPresent();
  }

  private void answer(Trigger trigger) {
    if (trigger == Trigger.MANUAL && resends > 0) {
      resends--;
    }
    if (resends == 0) {
      resent = Optional.empty();
    }
  }

  private boolean wasSettled(Attempt attempt) {
    return attempts.stream()
        .anyMatch(a -> a.logNumber() == attempt.logNumber() && a.outcome() == attempt.outcome());
  }

  private boolean late(Settlement settlement) {
    if (attempts.stream().anyMatch(a -> isLate(a, settlement.attempt()))) {
      return false;
    }
    int at = settlement.claim().attempts();
    var late = as(settlement.attempt(), AttemptOutcome.LATE, at + 1);
    if (at < attempts.size() && attempts.get(at).outcome() == AttemptOutcome.INTERRUPTED) {
      attempts.set(at, late);
    } else {
      append(late);
    }
    return false;
  }

  private static boolean isLate(Attempt one, Attempt other) {
    return one.logNumber() == other.logNumber() && one.outcome() == AttemptOutcome.LATE;
  }

  private void append(Attempt attempt) {
    attempts.add(as(attempt, attempt.outcome(), attempts.size() + 1));
  }

  private static Attempt as(Attempt a, AttemptOutcome outcome, int number) {
    return new Attempt(
        number, a.logNumber(), a.at(), a.trigger(), a.duration(), outcome, a.exchange());
  }

  private static Attempt light(Attempt a) {
    return new Attempt(
        a.number(),
        a.logNumber(),
        a.at(),
        a.trigger(),
        a.duration(),
        a.outcome(),
        a.exchange().map(InMemoryDelivery::light));
  }

  private static Exchange light(Exchange e) {
    var request = new Request(e.request().method(), e.request().url(), List.of(), Bytes.EMPTY);
    var response =
        e.response().map(r -> new Response(r.status(), List.of(), Bytes.EMPTY, r.truncated()));
    return new Exchange(request, response, e.failure());
  }
}
