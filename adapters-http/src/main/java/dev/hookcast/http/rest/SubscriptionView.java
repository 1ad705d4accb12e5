package dev.hookcast.http.rest;

import dev.hookcast.core.Secret;
import dev.hookcast.core.api.SubscriptionJson;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** A subscription as it is answered: what its owner chose, and what Hookcast adds. */
final class SubscriptionView {
  private final SubscriptionJson form;
  private final Function<Subscription, Optional<Instant>> retiring;

  /**
   * A view that shows settings in this form.
   *
   * @param retiring until when a former secret still signs, if one does
   */
  SubscriptionView(SubscriptionJson form, Function<Subscription, Optional<Instant>> retiring) {
    this.form = form;
    this.retiring = retiring;
  }

  JsonObject of(Subscription subscription) {
    var chosen = form.write(subscription.settings());
    var options = options(subscription, chosen.object("options"));
    var view =
        JsonObject.writing()
            .put("id", subscription.id().value())
            .put("number", subscription.number());
    chosen.with("options", options).members().forEach(view::put);
    view.put("health", health(subscription))
        .put("created_at", subscription.createdAt().toString())
        .put("updated_at", subscription.updatedAt().toString());
    var cautions = Subscriptions.cautions(subscription.settings());
    return (cautions.isEmpty() ? view : view.put("warnings", Refusal.list(cautions))).done();
  }

  /** The same with a secret that was made just now: the only time that it is shown. */
  JsonObject with(JsonObject view, Secret fresh) {
    return view.with("options", view.object("options").with("secret", Json.of(fresh.reveal())));
  }

  private JsonObject options(Subscription subscription, JsonObject chosen) {
    var sink = subscription.settings().sink();
    if (!sink.speaksDialect()) {
      // A sink with messages of its own signs nothing.
      return chosen;
    }
    var signed = chosen.with("secret_set", Json.of(sink.secrets().signs()));
    return retiring
        .apply(subscription)
        .map(until -> signed.with("secret_retiring_until", Json.of(until.toString())))
        .orElse(signed);
  }

  private static JsonObject health(Subscription subscription) {
    return JsonObject.writing()
        .put("state", subscription.settings().enabled() ? "active" : "paused")
        .putText("reason", subscription.pausedBecause())
        .putText(
            "failing_since",
            subscription.health().failing().map(failing -> failing.since().toString()))
        .done();
  }
}
