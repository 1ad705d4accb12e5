package dev.hookcast.http.platforms;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Horizon's webhooks of groups, applications and clusters: subscriptions in the dialect {@code
 * horizon}, known by their numbers. Both versions of its API are one.
 */
final class HorizonDoor {
  private static final List<String> VERSIONS = List.of("/apis/core/v1", "/apis/core/v2");
  private static final Map<Integer, String> CODES =
      Map.of(401, "Unauthorized", 403, "AccessDeny", 404, "NotFound");
  private static final Set<Integer> INVALID = Set.of(409, 410, 422);
  private static final Fields FIELDS =
      new Fields(
          Map.of(
              "/options/url", "url",
              "/options/ssl_verify", "sslVerifyEnabled",
              "/options/secret", "secret",
              "/filter/events", "triggers"));

  private final Webhooks webhooks;
  private final HorizonEvents events;
  private final HorizonForm form;
  private final HorizonLogs logs;

  HorizonDoor(Hookcast core) {
    this.webhooks = new Webhooks(core, "horizon");
    this.events = new HorizonEvents(core.catalogue().dialect("horizon").orElseThrow());
    this.form = new HorizonForm(events);
    this.logs = new HorizonLogs(webhooks, events, core.deliveries());
  }

  List<Route> routes() {
    return VERSIONS.stream()
        .flatMap(base -> Stream.concat(ofResources(base), ofWebhooks(base)))
        .map(route -> route.refusing(HorizonDoor::refused))
        .toList();
  }

  private Stream<Route> ofResources(String base) {
    var path = base + "/{type}/{id}/webhooks";
    return Stream.of(
        Route.own("GET", path, TokenScope.SUBSCRIPTIONS_READ, this::list),
        Route.own("POST", path, TokenScope.SUBSCRIPTIONS_WRITE, this::create));
  }

  private Stream<Route> ofWebhooks(String base) {
    var webhook = base + "/webhooks/{id}";
    var log = base + "/webhooklogs/{id}";
    return Stream.of(
        Route.own("GET", webhook, TokenScope.SUBSCRIPTIONS_READ, this::show),
        Route.own("PUT", webhook, TokenScope.SUBSCRIPTIONS_WRITE, this::change),
        Route.own("DELETE", webhook, TokenScope.SUBSCRIPTIONS_WRITE, this::delete),
        Route.own(
            "GET", webhook + "/logs", TokenScope.DELIVERIES_READ, c -> logs.list(c, meant(c))),
        Route.own("GET", log, TokenScope.DELIVERIES_READ, logs::show),
        Route.own("POST", log + "/resend", TokenScope.DELIVERIES_RESEND, logs::resend),
        Route.anyToken(
            "GET", base + "/supportevents", call -> HorizonPage.data(events.described())));
  }

  private Answer list(Call call) {
    var resource = HorizonResource.of(call.path("type"), call.path("id"));
    var all =
        webhooks.list(call.organization()).stream()
            .filter(s -> isOf(resource, s))
            .map(this::view)
            .toList();
    return HorizonPage.answer(HorizonPage.of(call).of(all), all.size());
  }

  private static boolean isOf(HorizonResource resource, Subscription subscription) {
    return HorizonResource.of(subscription.settings().filter().places())
        .filter(resource::equals)
        .isPresent();
  }

  private Answer create(Call call) {
    var resource = HorizonResource.of(call.path("type"), call.path("id"));
    var document = form.created(call.json(), resource);
    return HorizonPage.data(view(webhooks.create(call, document)));
  }

  private Answer show(Call call) {
    return HorizonPage.data(view(meant(call)));
  }

  private Answer change(Call call) {
    var wanted = call.json();
    var changed = webhooks.change(call, meant(call), now -> form.changed(wanted, now));
    return HorizonPage.data(view(changed));
  }

  private Answer delete(Call call) {
    webhooks.delete(call, meant(call));
    return Answer.ok(JsonObject.EMPTY);
  }

  private Subscription meant(Call call) {
    long number = HorizonResource.number(call.path("id"));
    return webhooks
        .find(call.organization(), s -> s.number() == number)
        .orElseThrow(Refusal::notFound);
  }

  private JsonObject view(Subscription subscription) {
    return form.view(subscription, webhooks.url(subscription));
  }

  /**
   * What the caller could do otherwise is an InvalidParam, conflicts and what has expired too:
   * Horizon has no others.
   */
  private static Answer refused(Refusal refusal, String requestId) {
    int status = INVALID.contains(refusal.status()) ? 400 : refusal.status();
    var usual = status < 500 ? "InvalidParam" : "InternalError";
    return Answer.of(
        status,
        JsonObject.writing()
            .put("errorCode", CODES.getOrDefault(status, usual))
            .put("errorMessage", FIELDS.line(refusal))
            .put("requestID", requestId)
            .done());
  }
}
