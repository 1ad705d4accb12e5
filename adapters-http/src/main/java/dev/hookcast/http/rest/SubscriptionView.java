package dev.hookcast.http.rest;

import dev.hookcast.core.Secret;
import dev.hookcast.core.api.SubscriptionJson;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Subscription;

/** A subscription as it is answered: what its owner chose, and what Hookcast adds. */
final class SubscriptionView {
  private final SubscriptionJson form;

  SubscriptionView(SubscriptionJson form) {
    this.form = form;
  }

  JsonObject of(Subscription subscription) {
    var sink = subscription.settings().sink();
    var chosen = form.write(subscription.settings());
    // A sink with messages of its own signs nothing.
    var options =
        sink.speaksDialect()
            ? chosen
                .object("options")
                .with("secret_set", Json.of(sink.secrets().signing().isPresent()))
            : chosen.object("options");
    var view =
        JsonObject.writing()
            .put("id", subscription.id().value())
            .put("number", subscription.number());
    chosen.with("options", options).members().forEach(view::put);
    return view.put("health", health(subscription))
        .put("created_at", subscription.createdAt().toString())
        .put("updated_at", subscription.updatedAt().toString())
        .done();
  }

  /** The same with a secret that was made just now: the only time that it is shown. */
  JsonObject with(JsonObject view, Secret fresh) {
    return view.with("options", view.object("options").with("secret", Json.of(fresh.reveal())));
  }

  private static JsonObject health(Subscription subscription) {
    return JsonObject.writing()
        .put("state", subscription.settings().enabled() ? "active" : "paused")
        .putText("reason", subscription.pausedBecause())
        .done();
  }
}
