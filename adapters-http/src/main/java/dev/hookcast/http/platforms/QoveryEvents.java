package dev.hookcast.http.platforms;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Deliveries;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Publishing;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Call;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a webhook was sent, as Qovery lists it: a line for each delivery with its latest attempt.
 */
final class QoveryEvents {
  // Qovery's list has no pages.
  private static final int MOST = 100;

  private final Deliveries deliveries;
  private final Publishing publishing;

  QoveryEvents(Hookcast core) {
    this.deliveries = core.deliveries();
    this.publishing = core.publishing();
  }

  /** What was sent; without bodies for a caller who may not see payloads. */
  Stream<JsonObject> of(Call call, Subscription subscription, String kind) {
    boolean bodies = call.may(TokenScope.PAYLOADS_READ);
    var query =
        new DeliveryStore.Query(
            subscription.organization(),
            Optional.of(subscription.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Page.Wanted.first(MOST));
    return deliveries.list(query).items().stream()
        .flatMap(listed -> deliveries.find(listed.organization(), listed.id()).stream())
        .map(delivery -> view(delivery, subscription, kind))
        .map(view -> bodies ? view : withoutBodies(view));
  }

  private static JsonObject withoutBodies(JsonObject view) {
    return view.with("request", JsonNull.NULL).with("target_response_body", JsonNull.NULL);
  }

  private JsonObject view(Delivery delivery, Subscription subscription, String kind) {
    var latest = delivery.attempts().stream().reduce((one, later) -> later);
    var exchange = latest.flatMap(Attempt::exchange);
    var request = exchange.map(Exchange::request).filter(r -> !r.method().isEmpty());
    var response = exchange.flatMap(Exchange::response);
    return JsonObject.writing()
        .put("id", delivery.id().value())
        .put("created_at", delivery.createdAt().toString())
        .put("kind", kind)
        .put("matched_event", orNull(word(delivery, subscription).map(Json::of)))
        .put("target_url_used", orNull(request.map(r -> Json.of(r.url()))))
        .put("request", orNull(request.map(r -> Json.of(r.body().text()))))
        .put("target_response_status_code", orNull(response.map(r -> Json.of(r.status()))))
        .put("target_response_body", orNull(response.map(r -> Json.of(r.body().text()))))
        .done();
  }

  private Optional<String> word(Delivery delivery, Subscription subscription) {
    return publishing
        .find(delivery.organization(), delivery.event())
        .map(published -> subscription.settings().dialect().name(published.event()))
        .filter(Named.class::isInstance)
        .map(named -> ((Named) named).word());
  }

  private static Json orNull(Optional<? extends Json> value) {
    return value.isPresent() ? value.get() : JsonNull.NULL;
  }
}
