package dev.hookcast.http.rest;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.api.Trials;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;

/** Subscriptions: looked through, tried out. */
final class TrialsResource {
  private final Subscriptions subscriptions;
  private final Trials trials;

  TrialsResource(Subscriptions subscriptions, Trials trials) {
    this.subscriptions = subscriptions;
    this.trials = trials;
  }

  Answer validate(Call call) {
    var query = call.query();
    boolean probe = query.text("probe", TrialsResource::flag).orElse(false);
    query.end();
    var id = new SubscriptionId(call.id());
    var validity = subscriptions.validate(call.organization(), id).orElseThrow(Refusal::notFound);
    // What can't work by itself needs no receiver to say so.
    var errors =
        probe && validity.errors().isEmpty()
            ? trials.by(call.author()).probe(call.organization(), id)
            : validity.errors();
    return Answer.ok(
        JsonObject.writing()
            .put("valid", errors.isEmpty())
            .put("errors", Refusal.list(errors))
            .put("warnings", Refusal.list(validity.warnings()))
            .done());
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw InvalidInput.of("", "type_mismatch", "This has to be true or false.");
    };
  }

  Answer test(Call call) {
    var query = call.query();
    var type = query.text("type", EventType::new).orElse(EventType.DEPLOY);
    query.end();
    try {
      var trial =
          trials.by(call.author()).test(call.organization(), new SubscriptionId(call.id()), type);
      return Answer.ok(trial.map(TrialsResource::view).orElseThrow(Refusal::notFound));
    } catch (InvalidInput e) {
      throw e.under("/query");
    }
  }

  private static Json view(Trials.Trial trial) {
    return DeliveryView.attempt(trial.attempt())
        .with("delivery_id", Json.of(trial.delivery().value()));
  }
}
