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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Deliveries that failed once and wait, put into the store as the service does it: accepted, then
 * settled. Their next attempts are spread evenly over ten hours, so that a few are due each second.
 */
record Retries(Cellar cellar, String organization, String url, Executor executor) {
  private static final int DOCUMENT_BYTES = 1_024;
  private static final int AT_ONCE = 256;
  private static final Duration SPREAD = Duration.ofHours(10);
  private static final Failure REFUSED =
      new Failure("connect_refused", "The receiver refused the connection.");
  private static final EventType TYPE = new EventType(Publication.type(0));

  /** Adds so many, an event for all of these subscriptions after the other. */
  void add(int most, List<SubscriptionId> subscriptions, Consumer<String> progress)
      throws InterruptedException {
    var done = new AtomicInteger();
    var work =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < most; i += subscriptions.size()) {
                int count = Math.min(subscriptions.size(), most - i);
                add(subscriptions.subList(0, count), () -> (double) done.getAndIncrement() / most);
              }
            },
            executor);
    while (!Waiting.upToASecond(work)) {
      progress.accept("filling the store: %,d of %,d retries".formatted(done.get(), most));
    }
  }

  /**
   * Adds one event.
   *
   * @param places gives each delivery its place among all of them, from 0 to 1
   */
  private void add(List<SubscriptionId> subscriptions, DoubleSupplier places) {
    var now = cellar.clock().instant();
    var event = event(subscriptions, now);
    if (!(cellar.events().accept(List.of(event)) instanceof Acceptance.Accepted accepted)) {
      throw new IllegalStateException("the store doesn't accept an event");
    }
    var claims = new ConcurrentLinkedQueue<>(accepted.entries().getFirst().claims());
    var workers = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < AT_ONCE; i++) {
      workers.add(CompletableFuture.runAsync(() -> fail(event, claims, places), executor));
    }
    CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).join();
  }

  private void fail(NewEvent event, Queue<Claim> claims, DoubleSupplier places) {
    for (var claim = claims.poll(); claim != null; claim = claims.poll()) {
      var wait = (long) (places.getAsDouble() * SPREAD.toMillis());
      var due = event.record().receivedAt().plusMillis(wait);
      cellar.deliveries().settle(failed(event, claim, due));
    }
  }

  private NewEvent event(List<SubscriptionId> subscriptions, Instant now) {
    var identity = cellar.ids().next();
    var id = new EventId(identity.id());
    // As the service keeps it: with what it fills in.
    var document =
        "{\"id\":\"%s\",\"status\":\"succeeded\",\"occurred_at\":\"%s\",%s"
            .formatted(identity.id(), now, Publication.document(DOCUMENT_BYTES).substring(1));
    var recorded =
        new RecordedEvent(
            id,
            identity.number(),
            new OrganizationId(organization),
            Source.NATIVE,
            Bytes.utf8(document),
            now);
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
    return new NewEvent(recorded, event, Bytes.utf8(identity.id()), deliveries, now);
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
