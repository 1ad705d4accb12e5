package dev.hookcast.http.rest;

import dev.hookcast.core.Problem;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.api.Rotated;
import dev.hookcast.core.api.Rotation;
import dev.hookcast.core.api.SubscriptionJson;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Media;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.Refusal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Subscriptions: created, listed, shown, changed, paused, given other secrets, deleted. */
final class SubscriptionsResource {
  private static final Set<Media> JSON = EnumSet.of(Media.JSON);
  private static final Set<Media> PATCH = EnumSet.of(Media.MERGE_PATCH, Media.JSON);

  private final Subscriptions subscriptions;
  private final SubscriptionJson form;
  private final SubscriptionView view;

  SubscriptionsResource(Subscriptions subscriptions, SubscriptionJson form) {
    this.subscriptions = subscriptions;
    this.form = form;
    this.view = new SubscriptionView(form, subscriptions::retiringUntil);
  }

  Answer create(Call call) {
    call.query().end();
    var wanted = form.read(call.object(JSON), Optional.empty());
    var created = subscriptions.by(call.author()).create(call.organization(), wanted);
    var subscription = created.subscription();
    var shown = warned(view.of(subscription), created.warnings());
    var answer = created.freshSecret().map(fresh -> view.with(shown, fresh)).orElse(shown);
    return Answer.of(201, answer)
        .with(
            "Location",
            "/v1/organizations/" + call.organization() + "/subscriptions/" + subscription.id());
  }

  Answer list(Call call) {
    var query = call.query();
    var page = query.page();
    query.end();
    return Answer.ok(Paging.write(subscriptions.list(call.organization(), page), view::of));
  }

  Answer show(Call call) {
    call.query().end();
    return Answer.ok(view.of(current(call)));
  }

  Answer replace(Call call) {
    call.query().end();
    var document = call.object(JSON);
    return changed(call, current -> form.read(document, Optional.of(current)));
  }

  Answer patch(Call call) {
    call.query().end();
    var patch = call.object(PATCH);
    return changed(call, current -> patched(current, patch));
  }

  Answer pause(Call call) {
    call.query().end();
    return answer(subscriptions.by(call.author()).pause(call.organization(), id(call)));
  }

  Answer resume(Call call) {
    call.query().end();
    return answer(subscriptions.by(call.author()).resume(call.organization(), id(call)));
  }

  Answer rotateSecret(Call call) {
    call.query().end();
    var rotation = Rotation.read(call.objectIfAny(JSON).orElse(JsonObject.EMPTY));
    return switch (subscriptions
        .by(call.author())
        .rotateSecret(call.organization(), id(call), rotation)) {
      case Rotated.Done done -> Answer.ok(view.with(view.of(done.subscription()), done.secret()));
      case Rotated.Missing missing -> throw Refusal.notFound();
      case Rotated.Refused refused -> throw Refusal.conflict(refused.code(), refused.why());
    };
  }

  Answer delete(Call call) {
    call.query().end();
    if (!subscriptions.by(call.author()).delete(call.organization(), id(call))) {
      throw Refusal.notFound();
    }
    return Answer.empty();
  }

  private Subscription current(Call call) {
    return subscriptions.find(call.organization(), id(call)).orElseThrow(Refusal::notFound);
  }

  private Settings patched(Subscription current, JsonObject patch) {
    var merged = MergePatch.merge(form.write(current.settings()), patch);
    var wanted = form.read(merged, Optional.of(current));
    // Patched to null it is removed, as RFC 7396 has it, where the dialect can do without.
    var secret = patch.object("options").get("secret");
    return secret.equals(Optional.of(JsonNull.NULL)) ? SubscriptionJson.unsigned(wanted) : wanted;
  }

  private Answer changed(Call call, Function<Subscription, Settings> wanted) {
    return subscriptions
        .by(call.author())
        .change(
            call.organization(),
            id(call),
            current -> call.permitted(current, wanted.apply(current)))
        .map(saved -> Answer.ok(warned(view.of(saved.subscription()), saved.warnings())))
        .orElseThrow(Refusal::notFound);
  }

  private Answer answer(Optional<Subscription> changed) {
    return Answer.ok(view.of(changed.orElseThrow(Refusal::notFound)));
  }

  private static JsonObject warned(JsonObject view, List<Problem> warnings) {
    return warnings.isEmpty() ? view : view.with("warnings", Refusal.list(warnings));
  }

  private static SubscriptionId id(Call call) {
    return new SubscriptionId(call.id());
  }
}
