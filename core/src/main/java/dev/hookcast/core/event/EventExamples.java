package dev.hookcast.core.event;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.List;

/**
 * An example of each event type, with everything that is usually known of such an event. For test
 * deliveries, previews and documentation; always the same.
 */
public final class EventExamples {
  private static final String STARTED_AT = "2026-03-14T09:26:12.5Z";
  private static final String COMPLETED_AT = "2026-03-14T09:27:48.25Z";

  private static final JsonObject PLACES =
      object()
          .put("rack", "harbour")
          .put("project", object().put("id", "prj-81").put("name", "Web Shop").done())
          .put(
              "environment",
              object()
                  .put("id", "main")
                  .put("name", "main")
                  .put("type", "PRODUCTION")
                  .put("machine_name", "main-bvxea6i")
                  .done())
          .put("application", object().put("id", "318").put("name", "checkout").done())
          .put(
              "cluster",
              object().put("id", "77").put("name", "checkout-live").put("env", "online").done())
          .put(
              "group",
              object()
                  .put("id", "12")
                  .put("name", "storefront")
                  .put("ancestors", List.of("3", "0"))
                  .done())
          .put("service", object().put("type", "postgres").put("name", "orders-db").done())
          .done();

  private static final JsonObject ACTOR =
      object()
          .put("id", "41")
          .put("name", "Noor Haddad")
          .put("email", "noor.haddad@example.com")
          .done();

  private static final JsonObject BUILD = object().put("id", "BQWPTZLKRMA").done();

  private static final JsonObject RELEASE = object().put("id", "RVNHYCXOGJE").done();

  private static final JsonObject DEPLOYMENT =
      object()
          .put("cause", "push")
          .put("build", true)
          .put("id", "RVNHYCXOGJE")
          .put("version", 27)
          .put("source", "CLI")
          .put("url", "https://shop.example.com/")
          .put("permanent_url", "https://v27.shop.example.com/")
          .put("commit", "5f0c1be2a9d47c3388b1f6ee7d20954ac1b3e7d6")
          .done();

  /** In the words of the only platform that tells of members. */
  private static final JsonObject MEMBER =
      object()
          .put("id", 503)
          .put("resourceID", 12)
          .put("resourceType", "groups")
          .put("role", "maintainer")
          .put("memberNameID", 58)
          .put("memberName", "Ravi Kapoor")
          .done();

  private static final JsonObject PIPELINE_RUN =
      object()
          .put("id", 2204)
          .put("action", "builddeploy")
          .put("title", "Faster checkout")
          .put("gitRef", "main")
          .put("gitRefType", "branch")
          .done();

  private EventExamples() {}

  /** An event of this type that succeeded. */
  public static Event of(EventType type) {
    return of(type, EventStatus.SUCCEEDED);
  }

  /** An event of this type, known or not, that came this far. */
  public static Event of(EventType type, EventStatus status) {
    boolean ended = status != EventStatus.STARTED;
    var out =
        object()
            .put("id", "example-1")
            .put("type", type.value())
            .put("status", status.word())
            .put("occurred_at", ended ? COMPLETED_AT : STARTED_AT)
            .put("started_at", STARTED_AT);
    if (ended) {
      out.put("completed_at", COMPLETED_AT);
    }
    out.put("scope", scope(type)).put("actor", ACTOR);
    details(type, out);
    if (status == EventStatus.FAILED) {
      out.put("message", "health check failed after 60 s").put("log", "starting\nnot healthy\n");
    }
    return EventJson.read(out.done());
  }

  /**
   * Examples that differ in why it happened, as some platforms have a word for each reason; the
   * usual one first.
   */
  public static List<Event> every(EventType type, EventStatus status) {
    var usual = of(type, status);
    return type.equals(EventType.DEPLOY)
        ? List.of(
            usual,
            because(usual, Cause.PROMOTION, "source_environment", Json.of("staging")),
            because(usual, Cause.ROLLBACK, "rolled_back_to", Json.of(24)),
            because(usual, Cause.REDEPLOY, "build", Json.of(false)))
        : List.of(usual);
  }

  private static Event because(Event usual, Cause cause, String detail, Json value) {
    var document = EventJson.write(usual);
    var deployment = document.object("deployment").with("cause", Json.of(cause.word()));
    var id = "example-" + cause.word();
    return EventJson.read(
        document.with("id", Json.of(id)).with("deployment", deployment.with(detail, value)));
  }

  private static JsonObject scope(EventType type) {
    var out = object();
    places(type).forEach(place -> out.putIf(place, PLACES.get(place)));
    return out.done();
  }

  private static List<String> places(EventType type) {
    if (type.equals(EventType.DEPLOY)) {
      return List.of("rack", "project", "environment", "application", "cluster", "group");
    }
    return switch (object(type)) {
      case "application" -> List.of("rack", "group", "application");
      case "build", "release" -> List.of("rack", "application");
      case "project", "environment_type", "integration", "maintenance" -> List.of("project");
      case "cluster", "pipelinerun" -> List.of("group", "application", "cluster");
      case "service" -> List.of("rack", "application", "service");
      case "system", "rack" -> List.of("rack");
      case "member" -> List.of("group");
      default -> List.of("project", "environment");
    };
  }

  private static void details(EventType type, JsonWriter out) {
    if (type.equals(EventType.DEPLOY)) {
      out.put("build", BUILD).put("deployment", DEPLOYMENT);
    }
    switch (object(type)) {
      case "build" -> out.put("build", BUILD);
      case "release" -> out.put("build", BUILD).put("deployment", RELEASE);
      case "member" -> out.put("data", object().put("member", MEMBER).done());
      case "pipelinerun" -> out.put("data", object().put("pipelinerun", PIPELINE_RUN).done());
      default -> {}
    }
  }

  private static String object(EventType type) {
    return type.value().substring(0, type.value().indexOf('.'));
  }

  private static JsonWriter object() {
    return JsonObject.writing();
  }
}
