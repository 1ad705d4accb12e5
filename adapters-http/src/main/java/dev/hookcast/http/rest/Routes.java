package dev.hookcast.http.rest;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.server.Route;
import java.util.List;

/** The table of routes: whatever can be called stands here with the scope that it takes. */
public final class Routes {
  private static final String ORGANIZATIONS = "/v1/organizations";
  private static final String ORGANIZATION = "/v1/organizations/{org}";
  private static final String TOKENS = "/v1/organizations/{org}/tokens";
  private static final String EVENTS = "/v1/organizations/{org}/events";
  private static final String SUBSCRIPTIONS = "/v1/organizations/{org}/subscriptions";
  private static final String DELIVERIES = "/v1/organizations/{org}/deliveries";
  private static final String STREAM = "/v1/organizations/{org}/stream";
  private static final String PREVIEW = "/v1/organizations/{org}/preview";
  private static final String AUDIT = "/v1/organizations/{org}/audit";
  private static final String WHOLE_AUDIT = "/v1/audit";
  private static final String RESEAL = "/v1/secrets/reseal";
  private static final String DIALECTS = "/v1/dialects";

  private Routes() {}

  /** All routes of Hookcast's own API. */
  public static List<Route> of(Hookcast core, Readiness readiness) {
    var events = new EventsResource(core.publishing(), core.deliveries(), core.catalogue());
    var subscriptions = new SubscriptionsResource(core.subscriptions(), core.subscriptionJson());
    var deliveries = new DeliveriesResource(core.deliveries());
    var dialects = new DialectsResource(core.catalogue());
    var trials = new TrialsResource(core.subscriptions(), core.trials());
    var previews = new PreviewResource(core.catalogue(), core.previews());
    var feed = new FeedResource(core.feed(), FeedResource.HEARTBEAT);
    var organizations = new OrganizationsResource(core.organizations());
    var tokens = new TokensResource(core.organizations());
    var audit = new AuditResource(core.audit());
    var secrets = new SecretsResource(core.subscriptions());
    var health = new HealthResource(readiness);
    return List.of(
        Route.of("POST", EVENTS, TokenScope.EVENTS_WRITE, events::publish),
        Route.of("GET", EVENTS, TokenScope.EVENTS_READ, events::list),
        Route.of("GET", EVENTS + "/{id}", TokenScope.EVENTS_READ, events::show),
        Route.of("GET", EVENTS + "/{id}/explain", TokenScope.EVENTS_READ, events::explain),
        Route.of("POST", SUBSCRIPTIONS, TokenScope.SUBSCRIPTIONS_WRITE, subscriptions::create),
        Route.of("GET", SUBSCRIPTIONS, TokenScope.SUBSCRIPTIONS_READ, subscriptions::list),
        Route.of(
            "GET", SUBSCRIPTIONS + "/{id}", TokenScope.SUBSCRIPTIONS_READ, subscriptions::show),
        Route.of(
            "PATCH", SUBSCRIPTIONS + "/{id}", TokenScope.SUBSCRIPTIONS_WRITE, subscriptions::patch),
        Route.of(
            "PUT", SUBSCRIPTIONS + "/{id}", TokenScope.SUBSCRIPTIONS_WRITE, subscriptions::replace),
        Route.of(
            "DELETE",
            SUBSCRIPTIONS + "/{id}",
            TokenScope.SUBSCRIPTIONS_WRITE,
            subscriptions::delete),
        Route.of(
            "POST",
            SUBSCRIPTIONS + "/{id}/pause",
            TokenScope.SUBSCRIPTIONS_WRITE,
            subscriptions::pause),
        Route.of(
            "POST",
            SUBSCRIPTIONS + "/{id}/resume",
            TokenScope.SUBSCRIPTIONS_WRITE,
            subscriptions::resume),
        Route.of(
            "POST",
            SUBSCRIPTIONS + "/{id}/rotate-secret",
            TokenScope.SECRETS_WRITE,
            subscriptions::rotateSecret),
        Route.of(
            "POST", SUBSCRIPTIONS + "/{id}/test", TokenScope.SUBSCRIPTIONS_WRITE, trials::test),
        Route.of(
            "POST",
            SUBSCRIPTIONS + "/{id}/validate",
            TokenScope.SUBSCRIPTIONS_WRITE,
            trials::validate),
        Route.of("GET", DELIVERIES, TokenScope.DELIVERIES_READ, deliveries::list),
        Route.of("GET", DELIVERIES + "/{id}", TokenScope.DELIVERIES_READ, deliveries::show),
        Route.of(
            "POST", DELIVERIES + "/{id}/resend", TokenScope.DELIVERIES_RESEND, deliveries::resend),
        Route.of("GET", STREAM, TokenScope.DELIVERIES_READ, feed::stream),
        Route.of("POST", PREVIEW, TokenScope.EVENTS_READ, previews::preview),
        Route.of("POST", ORGANIZATIONS, TokenScope.SYSTEM_ADMIN, organizations::create),
        Route.anyToken("GET", ORGANIZATIONS, organizations::list),
        Route.anyToken("GET", ORGANIZATION, organizations::show),
        Route.of("DELETE", ORGANIZATION, TokenScope.SYSTEM_ADMIN, organizations::delete),
        Route.of("POST", TOKENS, TokenScope.TOKENS_ADMIN, tokens::create),
        Route.of("GET", TOKENS, TokenScope.TOKENS_ADMIN, tokens::list),
        Route.of("POST", TOKENS + "/{id}/rotate", TokenScope.TOKENS_ADMIN, tokens::rotate),
        Route.of("DELETE", TOKENS + "/{id}", TokenScope.TOKENS_ADMIN, tokens::delete),
        Route.of("GET", AUDIT, TokenScope.AUDIT_READ, audit::list),
        Route.of("GET", AUDIT + "/verify", TokenScope.AUDIT_READ, audit::verify),
        Route.of("POST", RESEAL, TokenScope.SYSTEM_ADMIN, secrets::reseal),
        Route.of("GET", WHOLE_AUDIT, TokenScope.SYSTEM_ADMIN, audit::listAll),
        Route.anyToken("GET", DIALECTS, dialects::list),
        Route.anyToken("GET", DIALECTS + "/{name}", dialects::show),
        Route.open("GET", "/healthz", health::alive),
        Route.open("GET", "/readyz", health::ready));
  }
}
