package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Publication;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Trigger;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Deliveries that failed once and wait, put into the store as the service does it: accepted, then
 * settled. Their next attempts are spread evenly over ten hours, so that a few are due each second.
 */
record Retries(Cellar cellar, String organization, String url) {
  private static final int DOCUMENT_BYTES = 1_024;
  private static final int AT_ONCE = 256;
  private static final Duration SPREAD = Duration.ofHours(10);
  private static final Failure REFUSED =
      new Failure("connect_refused", "The receiver refused the connection.");
  private static final EventType TYPE = new EventType(Publication.type(0));

  /** Adds as many as the plan says, an event for all of these subscriptions after the other. */
  void add(Ground ground, List<SubscriptionId> subscriptions) throws InterruptedException {
    int most = ground.plan().backlog();
    var done = new AtomicInteger();
    var work =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < most; i += subscriptions.size()) {
                add(
                    ground,
                    subscriptions.subList(0, Math.min(subscriptions.size(), most - i)),
                    done);
              }
            },
            ground.stage().host().executor());
    while (!Waiting.upToASecond(work)) {
      ground.say("filling the store: %,d of %,d retries".formatted(done.get(), most));
    }
  }

  private void add(Ground ground, List<SubscriptionId> subscriptions, AtomicInteger done) {
    var now = cellar.clock().instant();
    var event = event(subscriptions, now);
    if (!(cellar.events().accept(List.of(event)) instanceof Acceptance.Accepted accepted)) {
      throw new IllegalStateException("the store doesn't accept an event");
    }
    var claims = accepted.entries().getFirst().claims();
    var settling = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < AT_ONCE; i++) {
      int first = i;
      settling.add(
          CompletableFuture.runAsync(
              () -> {
                for (int next = first; next < claims.size(); next += AT_ONCE) {
                  double place = (double) done.getAndIncrement() / ground.plan().backlog();
                  var due = now.plusMillis((long) (place * SPREAD.toMillis()));
                  cellar.deliveries().settle(failed(event, claims.get(next), due));
                }
              },
              ground.stage().host().executor()));
    }
    CompletableFuture.allOf(settling.toArray(CompletableFuture[]::new)).join();
  }

  private NewEvent event(List<SubscriptionId> subscriptions, Instant now) {
    var identity = cellar.ids().next();
    var id = new EventId(identity.id());
    var document = Bytes.utf8(Publication.document(DOCUMENT_BYTES));
    var recorded =
        new RecordedEvent(
            id, identity.number(), new OrganizationId(organization), Source.NATIVE, document, now);
    var event =
        new Event(
            id,
            TYPE,
            EventStatus.SUCCEEDED,
            Times.at(now),
            Scope.NOWHERE,
            Details.NONE,
            Source.ofNative(JsonObject.EMPTY));
    var deliveries = subscriptions.stream().map(this::delivery).toList();
    return new NewEvent(recorded, event, Bytes.utf8(identity.id()), deliveries);
  }

  private NewDelivery delivery(SubscriptionId subscription) {
    var identity = cellar.ids().next();
    return new NewDelivery(new DeliveryId(identity.id()), identity.number(), subscription, true);
  }

  private Settlement failed(NewEvent event, Claim claim, Instant due) {
    var document = event.record().document();
    var headers =
        List.of(
            new Header("Content-Type", "application/cloudevents+json"),
            new Header("webhook-id", claim.id().value()));
    var exchange =
        new Exchange(
            new Request("POST", url, headers, document), Optional.empty(), Optional.of(REFUSED));
    var attempt =
        new Attempt(
            1,
            claim.number(),
            event.record().receivedAt(),
            Trigger.AUTOMATIC,
            Duration.ofMillis(1),
            AttemptOutcome.RETRY,
            Optional.of(exchange));
    return new Settlement(claim, attempt, DeliveryState.WAITING, Optional.of(due), 1, document);
  }
}
