package dev.hookcast.core.engine;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Outcome;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Receipt;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes one attempt: hands the shipment to the sink and says what follows. */
public final class Attempts {
  private final Sinks sinks;
  private final Ids ids;
  private final InstantSource clock;
  private final InstantSource steady;
  private final RandomGenerator chance;
  private final DeliveryListener listener;

  public Attempts(
      Sinks sinks,
      Ids ids,
      InstantSource clock,
      InstantSource steady,
      RandomGenerator chance,
      DeliveryListener listener) {
    this.listener = listener;
    this.sinks = sinks;
    this.ids = ids;
    this.clock = clock;
    this.steady = steady;
    this.chance = chance;
  }

  /** An attempt that was made and is to be settled; {@code pause} as in its conclusion. */
  record Made(AttemptReport report, Reaction reaction, Optional<String> pause) {
    Settlement settlement() {
      return report.settlement();
    }
  }

  /**
   * One attempt. What was tried off the schedule before has a connection of its own: a kept one may
   * be what it failed of.
   *
   * @param alone true if it has one in any case
   */
  Made make(Load load, Subscription subscription, boolean alone) {
    var claim = load.claim();
    int number = claim.attempts() + 1;
    long logNumber = claim.logNumber().orElseGet(() -> ids.next().number());
    var at = clock.instant();
    var begun = steady.instant();
    boolean fresh = alone || !claim.asPlanned();
    var receipt = send(load, subscription, number, logNumber, at, fresh);
    var ended = steady.instant();
    var outcome = steadied(receipt.outcome(), Duration.between(clock.instant(), ended));
    var conclusion = Conclusion.of(claim, outcome, subscription.settings().retry(), ended, chance);
    var attempt =
        new Attempt(
            number,
            logNumber,
            at,
            claim.trigger(),
            positive(Duration.between(begun, ended)),
            AttemptOutcome.of(receipt.outcome()),
            Optional.of(receipt.exchange()));
    var settlement =
        new Settlement(
            claim,
            attempt,
            conclusion.state(),
            conclusion.dueAt(),
            conclusion.retriesUsed(),
            load.event().recorded().document());
    var recorded = load.event().recorded();
    var report = new AttemptReport(subscription, recorded.id(), load.event().type(), settlement);
    return new Made(report, Reaction.of(receipt, outcome, begun), conclusion.pause());
  }

  /** Where these settings lead, if their sink says so. */
  Optional<String> destination(Settings settings) {
    var kind = settings.sink().kind();
    try {
      return sinks.ofKind(kind).flatMap(sink -> sink.destination(settings));
    } catch (RuntimeException e) {
      listener.failed("the sink " + kind + " threw, as no sink should", e);
      return Optional.empty();
    }
  }

  /**
   * A sink that throws, an event or a secret that can't be read any more costs an attempt like any
   * other.
   */
  private Receipt send(
      Load load, Subscription subscription, int number, long logNumber, Instant at, boolean fresh) {
    var choice = subscription.settings().sink();
    var sink = sinks.ofKind(choice.kind());
    if (sink.isEmpty()) {
      return broken(
          "sink_missing", "The sink " + choice.kind() + " isn't switched on at the moment.");
    }
    if (!choice.secrets().suffice()) {
      return broken(
          "secret_unreadable", "A secret of the subscription can't be read; set it anew.");
    }
    try {
      return sink.get()
          .send(
              new Shipment(
                  load.claim().id(),
                  number,
                  logNumber,
                  at,
                  load.event().event(),
                  load.event().recorded(),
                  subscription,
                  fresh));
    } catch (RuntimeException e) {
      listener.failed("the sink " + choice.kind() + " threw, as no sink should", e);
      return broken("sink_failed", "The sink failed; the service's log says how.");
    }
  }

  private static Receipt broken(String code, String detail) {
    var request = new Request("", "", List.of(), Bytes.EMPTY);
    return new Receipt(
        new Outcome.Retry(detail, Optional.empty()),
        new Exchange(request, Optional.empty(), Optional.of(new Failure(code, detail))));
  }

  /** A receiver that asks for patience names a time of day. */
  private static Outcome steadied(Outcome outcome, Duration ahead) {
    return outcome instanceof Outcome.Retry retry
        ? new Outcome.Retry(retry.why(), retry.notBefore().map(at -> at.plus(ahead)))
        : outcome;
  }

  /** The only clock that there is may be set back while an attempt is under way. */
  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
