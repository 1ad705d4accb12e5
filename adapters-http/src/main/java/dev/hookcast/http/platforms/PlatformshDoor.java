package dev.hookcast.http.platforms;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Subscriptions;
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
import java.util.stream.Stream;

/**
 * Platform.sh's integrations of a project, those of the type {@code webhook}: subscriptions in the
 * dialect {@code platformsh}. The project {@code *} stands for all of them: nothing is narrowed
 * then.
 */
final class PlatformshDoor {
  private static final String INTEGRATIONS = "/projects/{project}/integrations";
  private static final String INTEGRATION = INTEGRATIONS + "/{id}";
  private static final String EVERY_PROJECT = "*";
  private static final Fields FIELDS =
      new Fields(
          Map.of(
              "/options/url", "url",
              "/options/secret", "shared_key",
              "/filter/events", "events",
              "/filter/states", "states",
              "/filter/results", "result",
              "/filter/environments", "environments",
              "/filter/excluded_environments", "excluded_environments",
              "/filter/projects", "project"));

  private final Webhooks webhooks;
  private final Subscriptions subscriptions;
  private final PlatformshActivities activities;

  PlatformshDoor(Hookcast core) {
    this.webhooks = new Webhooks(core, "platformsh");
    this.subscriptions = core.subscriptions();
    this.activities = new PlatformshActivities(core);
  }

  List<Route> routes() {
    return Stream.of(
            Route.own("GET", INTEGRATIONS, TokenScope.SUBSCRIPTIONS_READ, this::list),
            Route.own("POST", INTEGRATIONS, TokenScope.SUBSCRIPTIONS_WRITE, this::create),
            Route.own("GET", INTEGRATION, TokenScope.SUBSCRIPTIONS_READ, this::show),
            Route.own("PATCH", INTEGRATION, TokenScope.SUBSCRIPTIONS_WRITE, this::change),
            Route.own("DELETE", INTEGRATION, TokenScope.SUBSCRIPTIONS_WRITE, this::delete),
            Route.own(
                "POST", INTEGRATION + "/validate", TokenScope.SUBSCRIPTIONS_WRITE, this::validate),
            Route.own(
                "GET", INTEGRATION + "/activities", TokenScope.DELIVERIES_READ, this::activities))
        .map(route -> route.refusing(PlatformshDoor::refused))
        .toList();
  }

  private Answer list(Call call) {
    var entities = among(call).<Json>map(s -> entity(call, s)).toList();
    return Answer.ok(new JsonArray(entities));
  }

  private Answer create(Call call) {
    var in = JsonReader.of(call.json());
    in.required("type", PlatformshDoor::webhook);
    in.required("url", text -> text);
    var document = PlatformshForm.edited(in, narrowed(call.path("project")));
    var created = webhooks.create(call, document);
    return done(201, "created", entity(call, created));
  }

  private static JsonObject narrowed(String project) {
    if (project.equals(EVERY_PROJECT)) {
      return JsonObject.EMPTY;
    }
    var filter =
        JsonObject.writing().put("projects", List.of(project)).put("project_match", "id").done();
    return JsonObject.writing().put("filter", filter).done();
  }

  private Answer show(Call call) {
    return Answer.ok(entity(call, meant(call)));
  }

  private Answer change(Call call) {
    var patch = call.json();
    var changed =
        webhooks.change(
            call,
            meant(call),
            now -> {
              var in = JsonReader.of(patch);
              in.text("type", PlatformshDoor::webhook);
              return PlatformshForm.edited(in, now);
            });
    return done(200, "updated", entity(call, changed));
  }

  private Answer delete(Call call) {
    var integration = meant(call);
    webhooks.delete(call, integration);
    return done(200, "deleted", entity(call, integration));
  }

  /** 200 if it can work, and what is wrong as if it were being written now if it can't. */
  private Answer validate(Call call) {
    var integration = meant(call);
    var validity =
        subscriptions
            .validate(integration.organization(), integration.id())
            .orElseThrow(Refusal::notFound);
    if (!validity.errors().isEmpty()) {
      throw new InvalidInput(validity.errors());
    }
    return Answer.ok(JsonObject.writing().put("status", "valid").put("code", 200).done());
  }

  private Answer activities(Call call) {
    return Answer.ok(
        activities.of(meant(call), call.parameter("count"), call.parameter("starts_at")));
  }

  private Subscription meant(Call call) {
    var id = call.path("id");
    return among(call)
        .filter(s -> s.id().value().equals(id))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private Stream<Subscription> among(Call call) {
    var project = call.path("project");
    var all = webhooks.list(call.organization()).stream();
    return project.equals(EVERY_PROJECT)
        ? all
        : all.filter(s -> s.settings().filter().places().projects().equals(List.of(project)));
  }

  private JsonObject entity(Call call, Subscription subscription) {
    var self = call.target().replaceFirst("/integrations.*", "/integrations/" + subscription.id());
    return PlatformshForm.entity(subscription, webhooks.url(subscription), self);
  }

  private static String webhook(String type) {
    if (type.equals(PlatformshForm.TYPE)) {
      return type;
    }
    throw InvalidInput.of("", "type_mismatch", "The only type of integration here is webhook.");
  }

  private static Answer done(int status, String word, JsonObject entity) {
    return Answer.of(
        status,
        JsonObject.writing()
            .put("status", word)
            .put("code", status)
            .put("_embedded", JsonObject.writing().put("entity", entity).done())
            .done());
  }

  private static Answer refused(Refusal refusal, String requestId) {
    int status = Fields.status(refusal);
    var complaints = JsonObject.writing();
    FIELDS.complaints(refusal).forEach(complaints::put);
    // What is about no field in particular has no name to stand under.
    var detail = complaints.done().without("");
    return Answer.of(
        status,
        JsonObject.writing()
            .put("status", "error")
            .put("code", status)
            .put("message", refusal.detail())
            .put("detail", detail.members().isEmpty() ? Json.of(refusal.detail()) : detail)
            .done());
  }
}
