package dev.hookcast.http.rest;

import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;

/** Secrets at rest: sealed anew under another master key. */
final class SecretsResource {
  // A second or so on a slow disk; whoever asks asks again while there is something left.
  private static final int AT_ONCE = 500;

  private final Subscriptions subscriptions;

  SecretsResource(Subscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  Answer reseal(Call call) {
    call.query().end();
    var resealed = subscriptions.by(call.author()).reseal(AT_ONCE);
    return Answer.ok(
        JsonObject.writing()
            .put("key_version", resealed.keyVersion())
            .put("resealed", resealed.done())
            .put("left", resealed.left())
            .done());
  }
}
