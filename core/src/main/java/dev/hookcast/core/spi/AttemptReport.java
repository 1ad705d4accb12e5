package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * An attempt that was recorded, with what it belongs to.
 *
 * @param subscription as it was when the attempt was made
 * @param type empty if the event can't be read any more
 */
public record AttemptReport(
    Subscription subscription, EventId event, Optional<EventType> type, Settlement settlement) {
  /** The same with another settlement. */
  public AttemptReport with(Settlement other) {
    return new AttemptReport(subscription, event, type, other);
  }

  /** The same without headers and bodies: small enough to be kept for a while. */
  public AttemptReport withoutContents() {
    var attempt = settlement.attempt();
    var light =
        new Attempt(
            attempt.number(),
            attempt.logNumber(),
            attempt.at(),
            attempt.trigger(),
            attempt.duration(),
            attempt.outcome(),
            attempt.exchange().map(AttemptReport::withoutContents));
    return with(
        new Settlement(
            settlement.claim(),
            light,
            settlement.state(),
            settlement.nextAttemptAt(),
            settlement.retriesUsed(),
            Bytes.EMPTY));
  }

  private static Exchange withoutContents(Exchange exchange) {
    var request = exchange.request();
    return new Exchange(
        new Request(request.method(), request.url(), List.of(), Bytes.EMPTY),
        exchange.response().map(r -> new Response(r.status(), List.of(), Bytes.EMPTY, false)),
        exchange.failure(),
        exchange.timing());
  }
}
