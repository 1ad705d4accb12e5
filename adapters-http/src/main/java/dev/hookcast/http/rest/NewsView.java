package dev.hookcast.http.rest;

import dev.hookcast.core.api.News;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** News as they are told live: each says in {@code kind} what it is. */
final class NewsView {
  private NewsView() {}

  static JsonObject of(News.Accepted accepted) {
    return JsonObject.writing()
        .put("kind", "event")
        .put("id", accepted.id().value())
        .putText("external_id", accepted.externalId())
        .put("type", accepted.type().value())
        .put("status", accepted.status().word())
        .put("occurred_at", accepted.occurredAt().toString())
        .putUnlessEmpty("scope", EventJson.scope(accepted.scope()))
        .put("matched", accepted.deliveries())
        .done();
  }

  static JsonObject of(News.Attempted attempted) {
    var report = attempted.report();
    var settlement = report.settlement();
    var attempt = settlement.attempt();
    return JsonObject.writing()
        .put("kind", "attempt")
        .put("delivery_id", settlement.claim().id().value())
        .put("subscription_id", report.subscription().id().value())
        .put("subscription_name", report.subscription().settings().name())
        .put("event_id", report.event().value())
        .put("event_type", DeliveryView.orNull(report.type().map(EventType::value).map(Json::of)))
        .put("number", attempt.number())
        .put("at", attempt.at().toString())
        .put("trigger", attempt.trigger().word())
        .put("duration_ms", attempt.duration().toMillis())
        .put("outcome", attempt.outcome().word())
        .put("status", DeliveryView.orNull(attempt.exchange().flatMap(NewsView::status)))
        .put(
            "error",
            DeliveryView.orNull(
                attempt.exchange().flatMap(Exchange::failure).map(DeliveryView::error)))
        .put("state", settlement.state().word())
        .put(
            "next_attempt_at",
            DeliveryView.orNull(settlement.nextAttemptAt().map(Instant::toString).map(Json::of)))
        .done();
  }

  static JsonObject of(News.Dropped dropped) {
    return JsonObject.writing().put("kind", "dropped").put("count", dropped.count()).done();
  }

  private static Optional<Json> status(Exchange exchange) {
    return exchange.response().map(response -> Json.of(response.status()));
  }
}
