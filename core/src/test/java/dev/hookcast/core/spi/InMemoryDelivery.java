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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A delivery as {@link InMemoryStore} keeps it, which also guards it against other threads. */
final class InMemoryDelivery {
  final NewDelivery made;
  RecordedEvent event;
  private final List<Attempt> attempts = new ArrayList<>();

  /** What has become of it, resends aside; {@code WAITING} for {@link #scheduled}. */
  private DeliveryState standing = DeliveryState.WAITING;

  private Optional<Instant> scheduled;
  private Optional<Instant> resent = Optional.empty();

  /** The numbers of the resends that no claim has answered yet, the oldest first. */
  private final List<Long> resends = new ArrayList<>();

  private final Map<Long, Instant> askedAt = new HashMap<>();
  private int retriesUsed;
  private Optional<Claim> claim;

  InMemoryDelivery(NewDelivery made, NewEvent event, long epoch) {
    this.made = made;
    this.event = event.record();
    this.scheduled = Optional.of(event.dueAt());
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
    boolean manual = !resends.isEmpty();
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
            manual ? scheduled : Optional.empty(),
            manual ? Optional.of(resends.getFirst()) : ownNumber());
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

  void interrupt(Instant now, long fresh) {
    var trigger = claim.orElseThrow().trigger();
    var logNumber = claim.orElseThrow().logNumber();
    logNumber.ifPresent(number -> again(number, fresh));
    append(
        new Attempt(
            attempts.size() + 1,
            logNumber.orElse(fresh),
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

  boolean settle(Settlement settlement, Ids ids) {
    if (!holds(settlement.claim())) {
      return wasSettled(settlement.attempt()) || late(settlement, ids);
    }
    append(settlement.attempt());
    claim = Optional.empty();
    answer(settlement.attempt().logNumber());
    if (standing != DeliveryState.CANCELLED || settlement.state() == DeliveryState.DELIVERED) {
      standing = settlement.state();
      scheduled = settlement.nextAttemptAt();
      retriesUsed = settlement.retriesUsed();
    }
    return true;
  }

  void cancel() {
    resends.clear();
    resent = Optional.empty();
    scheduled = Optional.empty();
    if (standing == DeliveryState.WAITING) {
      standing = DeliveryState.CANCELLED;
    }
  }

  boolean isCancelled() {
    return standing == DeliveryState.CANCELLED;
  }

  boolean isUnfinished() {
    var state = state();
    return claim.isPresent() || state == DeliveryState.WAITING || state == DeliveryState.SENDING;
  }

  /** Only this is left of its event from now on, and no body of its attempts. */
  void expirePayload(RecordedEvent remains) {
    event = remains;
    attempts.replaceAll(InMemoryDelivery::withoutBodies);
  }

  void resend(Instant now, long logNumber) {
    resends.add(logNumber);
    askedAt.put(logNumber, now);
    resent = resent.or(() -> Optional.of(now));
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
        event.payloadExpired(),
        attempts);
  }

  /** As in a list: without headers and bodies. */
  Delivery readLightly() {
    return with(attempts.stream().map(InMemoryDelivery::light).toList());
  }

  /** Its entries in the log, whole and in no order. */
  List<LogEntry> log() {
    var byNumber = attempts.stream().collect(Collectors.toMap(Attempt::logNumber, a -> a));
    var numbers = new TreeSet<>(byNumber.keySet());
    numbers.add(made.number());
    numbers.addAll(resends);
    claim.flatMap(Claim::logNumber).ifPresent(numbers::add);
    return numbers.stream().map(n -> entry(n, Optional.ofNullable(byNumber.get(n)))).toList();
  }

  /** An entry as in a list: without headers and bodies. */
  static LogEntry light(LogEntry e) {
    var attempt = e.attempt().map(InMemoryDelivery::light);
    return new LogEntry(e.number(), e.createdAt(), e.delivery(), attempt, e.event());
  }

  private LogEntry entry(long number, Optional<Attempt> attempt) {
    var at =
        number == made.number()
            ? event.receivedAt()
            : Optional.ofNullable(askedAt.get(number)).orElseGet(() -> attempt.orElseThrow().at());
    return new LogEntry(number, at, with(List.of()), attempt, event);
  }

  private Delivery with(List<Attempt> shown) {
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
        whole.payloadExpired(),
        shown);
  }

  /** The delivery's own number, until an attempt has it. */
  private Optional<Long> ownNumber() {
    return Optional.of(made.number())
        .filter(own -> attempts.stream().noneMatch(a -> a.logNumber() == own));
  }

  /** A resend that wasn't answered after all stands in the log under another number. */
  private void again(long number, long fresh) {
    if (resends.contains(number)) {
      resends.set(resends.indexOf(number), fresh);
      askedAt.put(fresh, Objects.requireNonNull(askedAt.get(number)));
    }
  }

  private DeliveryState state() {
    if (standing == DeliveryState.CANCELLED) {
      return standing;
    }
    if (claim.isPresent() && (standing == DeliveryState.WAITING || !resends.isEmpty())) {
      return DeliveryState.SENDING;
    }
    return resends.isEmpty() ? standing : DeliveryState.WAITING;
  }

  private boolean holds(Claim of) {
    return claim.filter(c -> c.epoch() == of.epoch()).isPresent();
  }

  private void answer(long logNumber) {
    resends.remove((Long) logNumber);
    if (resends.isEmpty()) {
      resent = Optional.empty();
    }
  }

  private boolean wasSettled(Attempt attempt) {
    return attempts.stream()
        .anyMatch(a -> a.logNumber() == attempt.logNumber() && a.outcome() == attempt.outcome());
  }

  private boolean late(Settlement settlement, Ids ids) {
    if (attempts.stream().anyMatch(a -> isLate(a, settlement.attempt()))) {
      return false;
    }
    again(settlement.attempt().logNumber(), ids.next().number());
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
    return with(a, a.exchange().map(InMemoryDelivery::light));
  }

  private static Attempt withoutBodies(Attempt a) {
    return with(a, a.exchange().map(InMemoryDelivery::withoutBodies));
  }

  private static Attempt with(Attempt a, Optional<Exchange> exchange) {
    return new Attempt(
        a.number(), a.logNumber(), a.at(), a.trigger(), a.duration(), a.outcome(), exchange);
  }

  private static Exchange withoutBodies(Exchange e) {
    var sent = e.request();
    return new Exchange(
        new Request(sent.method(), sent.url(), sent.headers(), Bytes.EMPTY),
        e.response().map(r -> new Response(r.status(), r.headers(), Bytes.EMPTY, r.truncated())),
        e.failure(),
        e.timing());
  }

  private static Exchange light(Exchange e) {
    var request = new Request(e.request().method(), e.request().url(), List.of(), Bytes.EMPTY);
    var response =
        e.response().map(r -> new Response(r.status(), List.of(), Bytes.EMPTY, r.truncated()));
    return new Exchange(request, response, e.failure(), e.timing());
  }
}
