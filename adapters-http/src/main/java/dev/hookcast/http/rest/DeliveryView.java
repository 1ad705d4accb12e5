package dev.hookcast.http.rest;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.delivery.Timing;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.BodyText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A delivery as it is answered: whole, or in a list without headers and bodies. */
final class DeliveryView {
  private DeliveryView() {}

  static JsonObject whole(Delivery delivery) {
    return delivery.payloadExpired()
        ? view(delivery, DeliveryView::requestWithoutBody, DeliveryView::responseWithoutBody)
        : view(delivery, DeliveryView::request, DeliveryView::response);
  }

  static JsonObject listed(Delivery delivery) {
    return view(delivery, DeliveryView::target, DeliveryView::status);
  }

  static JsonObject attempt(Attempt attempt) {
    return attempt(attempt, DeliveryView::request, DeliveryView::response);
  }

  private static JsonObject view(
      Delivery delivery, Function<Request, Json> request, Function<Response, Json> response) {
    var attempts = delivery.attempts().stream().<Json>map(a -> attempt(a, request, response));
    var view = JsonObject.writing();
    if (delivery.payloadExpired()) {
      view.put("payload_expired", true);
    }
    return view.put("id", delivery.id().value())
        .put("number", delivery.number())
        .put("event_id", delivery.event().value())
        .put("subscription_id", delivery.subscription().value())
        .put("state", delivery.state().word())
        .put("created_at", delivery.createdAt().toString())
        .put("next_attempt_at", orNull(delivery.nextAttemptAt().map(at -> Json.of(at.toString()))))
        .put("attempts", new JsonArray(attempts.toList()))
        .done();
  }

  private static JsonObject attempt(
      Attempt attempt, Function<Request, Json> request, Function<Response, Json> response) {
    // No method: it failed before there was anything to send.
    var sent = attempt.exchange().map(Exchange::request).filter(r -> !r.method().isEmpty());
    var view =
        JsonObject.writing()
            .put("number", attempt.number())
            .put("log_number", attempt.logNumber())
            .put("at", attempt.at().toString())
            .put("trigger", attempt.trigger().word())
            .put("duration_ms", attempt.duration().toMillis())
            .put("outcome", attempt.outcome().word())
            .put(
                "error",
                orNull(attempt.exchange().flatMap(Exchange::failure).map(DeliveryView::error)))
            .put("request", orNull(sent.map(request)))
            .put("response", orNull(attempt.exchange().flatMap(Exchange::response).map(response)));
    attempt
        .exchange()
        .map(Exchange::timing)
        .filter(Timing::known)
        .ifPresent(timing -> view.put("timing", timing(timing)));
    return view.done();
  }

  /** Milliseconds of the phases that it went through. */
  private static Json timing(Timing timing) {
    var view = JsonObject.writing();
    timing.spent().forEach((phase, took) -> view.put(phase.word() + "_ms", millis(took)));
    return view.done();
  }

  private static Json millis(Duration duration) {
    long micros = duration.toNanos() / 1_000;
    return new JsonNumber(BigDecimal.valueOf(micros, 3).stripTrailingZeros().toPlainString());
  }

  static Json error(Failure failure) {
    return JsonObject.writing().put("code", failure.code()).put("detail", failure.detail()).done();
  }

  private static Json target(Request request) {
    return JsonObject.writing().put("method", request.method()).put("url", request.url()).done();
  }

  private static Json status(Response response) {
    return JsonObject.writing().put("status", response.status()).done();
  }

  private static JsonObject request(Request request) {
    var headers = JsonObject.writing();
    // A name that was sent twice has one member: its values joined as RFC 9110 (5.3) allows.
    grouped(request.headers()).forEach((name, values) -> headers.put(name, joined(values)));
    return JsonObject.writing()
        .put("method", request.method())
        .put("url", request.url())
        .put("headers", headers.done())
        .put("body", request.body().text())
        .done();
  }

  private static Json requestWithoutBody(Request request) {
    return request(request).with("body", JsonNull.NULL);
  }

  private static Json responseWithoutBody(Response response) {
    return response(response).with("body", JsonNull.NULL).without("body_encoding");
  }

  private static JsonObject response(Response response) {
    var headers = JsonObject.writing();
    grouped(response.headers()).forEach(headers::put);
    var text = BodyText.of(response);
    return JsonObject.writing()
        .put("status", response.status())
        .put("headers", headers.done())
        .put("body", text.orElseGet(() -> base64(response.body())))
        .put("body_encoding", text.isPresent() ? "utf-8" : "base64")
        .put("truncated", response.truncated())
        .done();
  }

  private static Map<String, List<String>> grouped(List<Header> headers) {
    var grouped = new LinkedHashMap<String, List<String>>();
    for (var header : headers) {
      grouped.computeIfAbsent(header.name(), name -> new ArrayList<>()).add(header.value());
    }
    return grouped;
  }

  private static String joined(List<String> values) {
    return values.stream().collect(Collectors.joining(", "));
  }

  private static String base64(Bytes body) {
    return Base64.getEncoder().encodeToString(body.array());
  }

  static Json orNull(Optional<? extends Json> value) {
    return value.isPresent() ? value.get() : JsonNull.NULL;
  }
}
