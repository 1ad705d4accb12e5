package dev.hookcast.http.platforms;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.SubscriptionJson;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The subscriptions of one dialect, which its platform calls webhooks, services, hooks or
 * integrations. Safe for any number of threads.
 */
final class Webhooks {
  private final Subscriptions subscriptions;
  private final SubscriptionJson form;
  private final String dialect;

  Webhooks(Hookcast core, String dialect) {
    this.subscriptions = core.subscriptions();
    this.form = core.subscriptionJson();
    this.dialect = dialect;
  }

  /** All of the organization's, the newest first. */
  List<Subscription> list(OrganizationId organization) {
    return subscriptions.list(organization).stream().filter(this::inDialect).toList();
  }

  /** The only one that is meant. */
  Optional<Subscription> find(OrganizationId organization, Predicate<Subscription> meant) {
    return list(organization).stream().filter(meant).findFirst();
  }

  /**
   * Adds one.
   *
   * @param document the native form, without the dialect
   */
  Subscription create(Call call, JsonObject document) {
    var wanted = form.read(document.with("dialect", Json.of(dialect)), Optional.empty());
    return subscriptions.by(call.author()).create(call.organization(), wanted).subscription();
  }

  /**
   * Changes one.
   *
   * @param edit turns the native form that it has into the one that it shall have; a secret that is
   *     {@code null} in there is taken away
   */
  Subscription change(Call call, Subscription subscription, UnaryOperator<JsonObject> edit) {
    return subscriptions
        .by(call.author())
        .change(
            subscription.organization(),
            subscription.id(),
            current -> call.permitted(current, edited(current, edit)))
        .map(Subscriptions.Changed::subscription)
        .orElseThrow(Refusal::notFound);
  }

  void delete(Call call, Subscription subscription) {
    if (!subscriptions.by(call.author()).delete(subscription.organization(), subscription.id())) {
      throw Refusal.notFound();
    }
  }

  /** The address that it goes to; {@code ***} where the address itself is a secret. */
  String url(Subscription subscription) {
    return form.write(subscription.settings()).object("options").text("url").orElse("");
  }

  private Settings edited(Subscription current, UnaryOperator<JsonObject> edit) {
    var wanted = edit.apply(form.write(current.settings()));
    var settings = form.read(wanted, Optional.of(current));
    boolean unsigned = wanted.object("options").get("secret").equals(Optional.of(JsonNull.NULL));
    return unsigned ? settings.with(settings.sink().secrets().unsigned()) : settings;
  }

  private boolean inDialect(Subscription subscription) {
    return subscription.settings().dialect().name().equals(dialect);
  }
}
