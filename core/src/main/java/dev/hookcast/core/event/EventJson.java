package dev.hookcast.core.event;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.json.JsonWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Hookcast's own JSON form of an event: what REST takes and gives, and what CloudEvents carries.
 */
public final class EventJson {
  private EventJson() {}

  /**
   * The document with what it left out filled in from its arrival: {@code id}, {@code status} and
   * {@code occurred_at}.
   */
  public static JsonObject filled(JsonObject document, Arrival arrival) {
    if (says(document, "id") && says(document, "status") && says(document, "occurred_at")) {
      return document;
    }
    var whole = JsonObject.writing();
    document.members().forEach(whole::put);
    fill(whole, document, "id", arrival.id().value());
    fill(whole, document, "status", EventStatus.SUCCEEDED.word());
    fill(whole, document, "occurred_at", arrival.at().toString());
    return whole.done();
  }

  /**
   * Reads a filled document.
   *
   * @throws InvalidInput with every problem, unknown members included
   */
  public static Event read(JsonObject document) {
    var in = JsonReader.of(document);
    var id = in.required("id", EventId::new);
    var type = in.required("type", EventType::new);
    var status = in.required("status", EventStatus::of);
    var occurredAt = in.instant("occurred_at");
    var times =
        new Times(
            occurredAt.orElse(Instant.EPOCH), in.instant("started_at"), in.instant("completed_at"));
    var scope = readScope(in);
    var details = readDetails(in);
    in.refuseUnknown();
    in.end();
    return new Event(
        id.orElseThrow(),
        type.orElseThrow(),
        status.orElseThrow(),
        times,
        scope,
        details,
        Source.ofNative(document));
  }

  /** Reads the {@code scope} member, if there is one. */
  public static Scope readScope(JsonReader in) {
    return in.object("scope", EventJson::scope).orElse(Scope.NOWHERE);
  }

  /** Reads the members beside {@code scope} that say more about the event. */
  public static Details readDetails(JsonReader in) {
    return new Details(
        in.object("actor", EventJson::actor),
        in.object("build", EventJson::build).flatMap(id -> id),
        in.object("deployment", EventJson::deployment),
        in.text("message"),
        in.text("log"),
        in.object("data").orElse(JsonObject.EMPTY));
  }

  /**
   * Writes an event; one that came in in this form is written as it came, if that is still known.
   */
  public static JsonObject write(Event event) {
    boolean known = !event.source().document().members().isEmpty();
    if (known && event.source().dialect().equals(Source.NATIVE)) {
      return event.source().document();
    }
    var details = event.details();
    return JsonObject.writing()
        .put("id", event.id().value())
        .put("type", event.type().value())
        .put("status", event.status().word())
        .put("occurred_at", event.times().occurredAt().toString())
        .putText("started_at", event.times().startedAt().map(Instant::toString))
        .putText("completed_at", event.times().completedAt().map(Instant::toString))
        .putUnlessEmpty("scope", scope(event.scope()))
        .putIf("actor", details.actor().map(EventJson::actor))
        .putIf("build", details.build().map(id -> JsonObject.writing().put("id", id).done()))
        .putIf("deployment", details.deployment().map(EventJson::deployment))
        .putText("message", details.message())
        .putText("log", details.log())
        .putUnlessEmpty("data", details.data())
        .done();
  }

  private static void fill(JsonWriter whole, JsonObject document, String name, String value) {
    if (!says(document, name)) {
      whole.put(name, value);
    }
  }

  private static boolean says(JsonObject document, String name) {
    return document.get(name).filter(v -> !(v instanceof JsonNull)).isPresent();
  }

  private static Scope scope(JsonReader in) {
    var one = in.object("environment", EventJson::environment);
    var several = in.objects("environments", EventJson::environment);
    if (one.isPresent() && !several.isEmpty()) {
      in.reject("environment", "conflict", "Give either environment or environments.");
    }
    var scope =
        new Scope(
            in.text("rack"),
            in.object("project", EventJson::named),
            one.map(List::of).orElse(several),
            in.object("application", EventJson::named),
            in.object("cluster", EventJson::cluster),
            in.object("group", EventJson::group),
            in.object("service", EventJson::service));
    in.refuseUnknown();
    return scope;
  }

  /** Where an event happened, as it stands in its {@code scope}. */
  public static JsonObject scope(Scope scope) {
    var out = JsonObject.writing().putText("rack", scope.rack());
    out.putIf("project", scope.project().map(EventJson::named));
    if (scope.environments().size() == 1) {
      out.put("environment", environment(scope.environments().getFirst()));
    } else if (!scope.environments().isEmpty()) {
      out.put(
          "environments",
          new JsonArray(scope.environments().stream().<Json>map(EventJson::environment).toList()));
    }
    out.putIf("application", scope.application().map(EventJson::named));
    out.putIf("cluster", scope.cluster().map(EventJson::cluster));
    out.putIf("group", scope.group().map(EventJson::group));
    out.putIf("service", scope.service().map(EventJson::service));
    return out.done();
  }

  private static Named named(JsonReader in) {
    var named = new Named(in.text("id"), in.text("name"));
    in.refuseUnknown();
    return named;
  }

  private static JsonObject named(Named named) {
    return JsonObject.writing().putText("id", named.id()).putText("name", named.name()).done();
  }

  private static Environment environment(JsonReader in) {
    var environment =
        new Environment(in.text("id"), in.text("name"), in.text("type"), in.text("machine_name"));
    in.refuseUnknown();
    return environment;
  }

  private static JsonObject environment(Environment environment) {
    return JsonObject.writing()
        .putText("id", environment.id())
        .putText("name", environment.name())
        .putText("type", environment.type())
        .putText("machine_name", environment.machineName())
        .done();
  }

  private static Cluster cluster(JsonReader in) {
    var cluster = new Cluster(in.text("id"), in.text("name"), in.text("env"));
    in.refuseUnknown();
    return cluster;
  }

  private static JsonObject cluster(Cluster cluster) {
    return JsonObject.writing()
        .putText("id", cluster.id())
        .putText("name", cluster.name())
        .putText("env", cluster.env())
        .done();
  }

  private static Group group(JsonReader in) {
    var group = new Group(in.text("id"), in.text("name"), in.texts("ancestors"));
    in.refuseUnknown();
    return group;
  }

  private static JsonObject group(Group group) {
    var out = JsonObject.writing().putText("id", group.id()).putText("name", group.name());
    return group.ancestors().isEmpty()
        ? out.done()
        : out.put("ancestors", group.ancestors()).done();
  }

  private static Service service(JsonReader in) {
    var service = new Service(in.text("type"), in.text("name"));
    in.refuseUnknown();
    return service;
  }

  private static JsonObject service(Service service) {
    return JsonObject.writing()
        .putText("type", service.type())
        .putText("name", service.name())
        .done();
  }

  private static Actor actor(JsonReader in) {
    var actor = new Actor(in.text("id"), in.text("name"), in.text("email"));
    in.refuseUnknown();
    return actor;
  }

  private static JsonObject actor(Actor actor) {
    return JsonObject.writing()
        .putText("id", actor.id())
        .putText("name", actor.name())
        .putText("email", actor.email())
        .done();
  }

  private static Optional<String> build(JsonReader in) {
    var id = in.text("id");
    in.refuseUnknown();
    return id;
  }

  private static Deployment deployment(JsonReader in) {
    var deployment =
        new Deployment(
            in.text("cause", Cause::of),
            in.bool("build"),
            in.text("id"),
            in.integer("version"),
            in.integer("rolled_back_to"),
            in.text("source_environment"),
            in.text("source"),
            in.text("url"),
            in.text("permanent_url"),
            in.text("commit"));
    in.refuseUnknown();
    return deployment;
  }

  private static JsonObject deployment(Deployment deployment) {
    return JsonObject.writing()
        .putText("cause", deployment.cause().map(Cause::word))
        .putIf("build", deployment.build().map(Json::of))
        .putText("id", deployment.id())
        .putIf("version", deployment.version().map(Json::of))
        .putIf("rolled_back_to", deployment.rolledBackTo().map(Json::of))
        .putText("source_environment", deployment.sourceEnvironment())
        .putText("source", deployment.source())
        .putText("url", deployment.url())
        .putText("permanent_url", deployment.permanentUrl())
        .putText("commit", deployment.commit())
        .done();
  }
}
