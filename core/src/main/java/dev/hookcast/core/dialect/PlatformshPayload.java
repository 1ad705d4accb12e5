package dev.hookcast.core.dialect;

import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** Writes the {@code payload} of an activity: the environment, the user, and what is served. */
final class PlatformshPayload {
  private PlatformshPayload() {}

  /** An environment is known by its branch; the machine's name is only for machines. */
  static Optional<String> branch(Environment environment) {
    return environment.id().or(environment::name).or(environment::machineName);
  }

  /** The payload of an event of elsewhere, as far as it is known. */
  static JsonObject of(Event event) {
    var deployment = event.details().deployment();
    var commit = deployment.flatMap(Deployment::commit);
    return JsonObject.writing()
        .putIf("environment", event.scope().environment().map(e -> environment(e, commit)))
        .putIf("user", event.details().actor().map(PlatformshPayload::user))
        .putIf("deployment", deployment.flatMap(Deployment::url).map(PlatformshPayload::served))
        .done();
  }

  private static JsonObject environment(Environment environment, Optional<String> commit) {
    return JsonObject.writing()
        .putText("id", branch(environment))
        .putText("name", environment.name())
        .putText("machine_name", environment.machineName())
        .putText("type", environment.type().map(t -> t.toLowerCase(Locale.ROOT)))
        .putText("head_commit", commit)
        .done();
  }

  private static JsonObject user(Actor actor) {
    return JsonObject.writing()
        .putText("id", actor.id())
        .putText("display_name", actor.label())
        .done();
  }

  private static JsonObject served(String url) {
    var route = JsonObject.writing().put("type", "upstream").done();
    return JsonObject.writing().put("routes", JsonObject.writing().put(url, route).done()).done();
  }
}
