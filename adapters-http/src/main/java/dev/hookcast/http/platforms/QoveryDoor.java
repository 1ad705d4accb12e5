package dev.hookcast.http.platforms;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Qovery's webhooks of an organization. A webhook of the kind {@code STANDARD} is a subscription of
 * the sink {@code webhook}, one of the kind {@code SLACK} of the sink {@code slack}, both in the
 * dialect {@code qovery}.
 */
final class QoveryDoor {
  private static final String WEBHOOKS = "/organization/{org}/webhook";
  private static final String WEBHOOK = WEBHOOKS + "/{id}";
  private static final List<String> ENVIRONMENT_TYPES =
      List.of("PRODUCTION", "DEVELOPMENT", "STAGING", "PREVIEW");
  private static final Map<String, String> KINDS = Map.of("STANDARD", "webhook", "SLACK", "slack");
  private static final Map<Integer, String> REASONS =
      Map.of(400, "Bad Request", 401, "Unauthorized", 403, "Forbidden", 404, "Not Found");
  private static final Fields FIELDS =
      new Fields(
          Map.of(
              "/options/url", "target_url",
              "/options/secret", "target_secret",
              "/filter/events", "events",
              "/filter/projects", "project_names_filter",
              "/filter/environment_types", "environment_types_filter"));

  private static final EventType DEPLOY = new EventType("environment.deploy");

  private final Webhooks webhooks;
  private final List<String> words;
  private final QoveryEvents events;

  QoveryDoor(Hookcast core) {
    this.webhooks = new Webhooks(core, "qovery");
    this.words = core.catalogue().dialect("qovery").orElseThrow().words();
    this.events = new QoveryEvents(core);
  }

  List<Route> routes() {
    return Stream.of(
            Route.of("GET", WEBHOOKS, TokenScope.SUBSCRIPTIONS_READ, this::list),
            Route.of("POST", WEBHOOKS, TokenScope.SUBSCRIPTIONS_WRITE, this::create),
            Route.of("GET", WEBHOOK, TokenScope.SUBSCRIPTIONS_READ, this::show),
            Route.of("PUT", WEBHOOK, TokenScope.SUBSCRIPTIONS_WRITE, this::replace),
            Route.of("DELETE", WEBHOOK, TokenScope.SUBSCRIPTIONS_WRITE, this::delete),
            Route.of("GET", WEBHOOK + "/event", TokenScope.DELIVERIES_READ, this::events))
        .map(route -> route.refusing(QoveryDoor::refused))
        .toList();
  }

  private Answer list(Call call) {
    return results(webhooks.list(call.organization()).stream().map(this::view));
  }

  private Answer create(Call call) {
    var document = edited(JsonObject.EMPTY, call.json());
    return Answer.of(201, view(webhooks.create(call, document)));
  }

  private Answer show(Call call) {
    return Answer.ok(view(meant(call)));
  }

  private Answer replace(Call call) {
    var wanted = call.json();
    return Answer.ok(view(webhooks.change(call, meant(call), now -> edited(now, wanted))));
  }

  private Answer delete(Call call) {
    webhooks.delete(call, meant(call));
    return Answer.empty();
  }

  private Answer events(Call call) {
    var webhook = meant(call);
    return results(events.of(call, webhook, kind(webhook)));
  }

  private Subscription meant(Call call) {
    var id = call.path("id");
    return webhooks
        .find(call.organization(), s -> s.id().value().equals(id))
        .orElseThrow(Refusal::notFound);
  }

  /** What a webhook shall be: what its form says, and what it can't say as it is now. */
  private JsonObject edited(JsonObject now, JsonObject wanted) {
    var in = JsonReader.of(wanted);
    var kind = in.required("kind", QoveryDoor::kind);
    var url = in.required("target_url", text -> text);
    var events = events(in);
    var types = in.texts("environment_types_filter", QoveryDoor::environmentType);
    var projects = in.texts("project_names_filter");
    var secret = in.text("target_secret").filter(text -> !text.isEmpty());
    var description = in.text("description").orElse("");
    boolean enabled = in.bool("enabled").orElse(true);
    in.end();
    var sink = kind.orElseThrow();
    boolean same = now.text("sink").equals(kind);
    var options = same ? now.object("options") : JsonObject.EMPTY;
    options = options.with("url", Json.of(url.orElseThrow()));
    if (secret.isPresent()) {
      options = options.with("secret", Json.of(secret.get()));
    }
    var filter =
        now.object("filter")
            .with("events", JsonArray.ofTexts(events))
            .with("environment_types", JsonArray.ofTexts(types))
            .with("projects", JsonArray.ofTexts(projects))
            .with("project_match", Json.of("name"));
    return (same ? now : now.without("retry").without("limits"))
        .with("description", Json.of(description))
        .with("enabled", Json.of(enabled))
        .with("sink", Json.of(sink))
        .with("options", options)
        .with("filter", filter);
  }

  private List<String> events(JsonReader in) {
    boolean given = in.any("events").filter(JsonArray.class::isInstance).isPresent();
    var events = in.texts("events", this::event).stream().distinct().toList();
    if (in.clean() && (!given || events.isEmpty())) {
      in.reject("events", "required", "At least one event is needed: " + words + ".");
    }
    return events;
  }

  private static String kind(String text) {
    return Optional.ofNullable(KINDS.get(text))
        .orElseThrow(() -> unknown("The kinds are STANDARD and SLACK."));
  }

  private String event(String text) {
    return oneOf(words, text, "The events are ");
  }

  private static String environmentType(String text) {
    return oneOf(ENVIRONMENT_TYPES, text, "The types of environment are ");
  }

  private static String oneOf(List<String> known, String text, String introduction) {
    if (known.contains(text)) {
      return text;
    }
    throw unknown(introduction + String.join(", ", known) + ".");
  }

  private static InvalidInput unknown(String detail) {
    return InvalidInput.of("", "filter_invalid", detail);
  }

  private JsonObject view(Subscription subscription) {
    var settings = subscription.settings();
    var filter = settings.filter();
    return JsonObject.writing()
        .put("id", subscription.id().value())
        .put("created_at", subscription.createdAt().toString())
        .put("updated_at", subscription.updatedAt().toString())
        .put("kind", kind(subscription))
        .put("target_url", webhooks.url(subscription))
        .put("target_secret_set", settings.sink().secrets().signs())
        .put("description", settings.description())
        .put("enabled", settings.enabled())
        .put("events", words.stream().filter(event -> wants(filter.events(), event)).toList())
        .put("project_names_filter", filter.places().projects())
        .put("environment_types_filter", filter.places().environmentTypes())
        .done();
  }

  private static String kind(Subscription subscription) {
    boolean slack = subscription.settings().sink().kind().equals(KINDS.get("SLACK"));
    return slack ? "SLACK" : "STANDARD";
  }

  /** A filter that was written elsewhere may name the same in Hookcast's words. */
  private static boolean wants(List<EventPattern> patterns, String event) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(p -> p.matches(DEPLOY, Naming.of(event)));
  }

  private static Answer results(Stream<JsonObject> results) {
    var all = new JsonArray(results.<Json>map(r -> r).toList());
    return Answer.ok(JsonObject.writing().put("results", all).done());
  }

  private static Answer refused(Refusal refusal, String requestId) {
    int status = Fields.status(refusal);
    return Answer.of(
        status,
        JsonObject.writing()
            .put("status", status)
            .put("error", REASONS.getOrDefault(status, "Error"))
            .put("message", FIELDS.line(refusal))
            .put("requestId", requestId)
            .done());
  }
}
