package dev.hookcast.http.platforms;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Rfc3339;
import dev.hookcast.core.api.Deliveries;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Publishing;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An integration's deliveries as Platform.sh tells of them: each is an activity of its own. */
final class PlatformshActivities {
  private static final int USUAL = 10;
  private static final int MOST = 100;

  private final Deliveries deliveries;
  private final Publishing publishing;

  PlatformshActivities(Hookcast core) {
    this.deliveries = core.deliveries();
    this.publishing = core.publishing();
  }

  /**
   * The newest of them.
   *
   * @param count how many at most, 1 to 100
   * @param startsAt only those that were made before this time
   */
  JsonArray of(Subscription subscription, Optional<String> count, Optional<String> startsAt) {
    var query =
        new DeliveryStore.Query(
            subscription.organization(),
            Optional.of(subscription.id()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            startsAt.map(PlatformshActivities::time),
            Page.Wanted.first(count.map(PlatformshActivities::number).orElse(USUAL)));
    var items = deliveries.list(query).items().stream();
    return new JsonArray(items.<Json>map(d -> activity(d, subscription)).toList());
  }

  private JsonObject activity(Delivery delivery, Subscription subscription) {
    var attempts = delivery.attempts();
    var type =
        publishing
            .find(delivery.organization(), delivery.event())
            .map(p -> p.event().type().value())
            .orElse("an event");
    var text = "Webhook of " + type + " to " + subscription.settings().name();
    var state = state(delivery);
    return JsonObject.writing()
        .put("id", delivery.id().value())
        .put("created_at", PlatformshForm.time(delivery.createdAt()))
        .put("started_at", orNull(first(attempts).map(Attempt::at)))
        .put("completed_at", orNull(ended(delivery)))
        .put("type", "integration.webhook")
        .put("integration", subscription.id().value())
        .put("project", orNullText(project(subscription)))
        .put("environments", List.of())
        .put("state", state)
        .put("result", orNullText(result(delivery)))
        .put("completion_percent", state.equals("complete") ? 100 : 0)
        .put("description", text)
        .put("text", text)
        .put("log", log(attempts))
        .done();
  }

  private static String state(Delivery delivery) {
    return switch (delivery.state()) {
      case WAITING -> delivery.attempts().isEmpty() ? "pending" : "in_progress";
      case SENDING -> "in_progress";
      case DELIVERED, EXHAUSTED -> "complete";
      case CANCELLED -> "cancelled";
    };
  }

  private static Optional<String> result(Delivery delivery) {
    return switch (delivery.state()) {
      case DELIVERED -> Optional.of("success");
      case EXHAUSTED -> Optional.of("failure");
      case WAITING, SENDING, CANCELLED -> Optional.empty();
    };
  }

  private static Optional<Instant> ended(Delivery delivery) {
    return result(delivery)
        .flatMap(known -> last(delivery.attempts()))
        .map(attempt -> attempt.at().plus(attempt.duration()));
  }

  private static String log(List<Attempt> attempts) {
    return attempts.stream().map(PlatformshActivities::line).collect(Collectors.joining("\n"));
  }

  private static String line(Attempt attempt) {
    var status =
        attempt.exchange().flatMap(Exchange::response).map(r -> " HTTP " + r.status()).orElse("");
    var why = attempt.exchange().flatMap(Exchange::failure).map(Failure::detail).map(d -> " " + d);
    return PlatformshForm.time(attempt.at())
        + " "
        + attempt.outcome().word()
        + status
        + why.orElse("");
  }

  private static Optional<Attempt> first(List<Attempt> attempts) {
    return attempts.stream().findFirst();
  }

  private static Optional<Attempt> last(List<Attempt> attempts) {
    return attempts.stream().reduce((one, later) -> later);
  }

  private static Optional<String> project(Subscription subscription) {
    var projects = subscription.settings().filter().places().projects();
    return projects.size() == 1 ? Optional.of(projects.getFirst()) : Optional.empty();
  }

  private static int number(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, MOST);
    } catch (NumberFormatException e) {
      throw InvalidInput.of("/count", "limit_invalid", "This has to be a whole number.");
    }
  }

  private static Instant time(String text) {
    // An offset's plus sign that wasn't encoded has become a space.
    return Rfc3339.parse(text.replace(' ', '+'))
        .orElseThrow(
            () ->
                InvalidInput.of("/starts_at", "time_invalid", "This has to be an RFC 3339 time."));
  }

  private static Json orNull(Optional<Instant> at) {
    return orNullText(at.map(PlatformshForm::time));
  }

  private static Json orNullText(Optional<String> text) {
    return text.<Json>map(Json::of).orElse(JsonNull.NULL);
  }
}
