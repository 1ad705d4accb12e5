package dev.hookcast.http.rest;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Trials;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.Json;

/** Subscriptions, tried out. */
final class TrialsResource {
  private final Trials trials;

  TrialsResource(Trials trials) {
    this.trials = trials;
  }

  Answer test(Call call) {
    var query = call.query();
    var type = query.text("type", EventType::new).orElse(EventType.DEPLOY);
    query.end();
    try {
      var trial = trials.test(call.organization(), new SubscriptionId(call.id()), type);
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
