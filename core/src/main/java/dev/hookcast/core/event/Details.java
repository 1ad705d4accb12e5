package dev.hookcast.core.event;

import dev.hookcast.core.json.JsonObject;
import java.util.Optional;

/**
 * What else is known of an event.
 *
 * @param build the platform's id of the build
 * @param message why it failed, or what there is to say
 * @param data whatever the publisher added, passed on untouched
 */
public record Details(
    Optional<Actor> actor,
    Optional<String> build,
    Optional<Deployment> deployment,
    Optional<String> message,
    Optional<String> log,
    JsonObject data) {
  public Details {
    build = Texts.known(build);
    message = Texts.known(message);
    log = Texts.known(log);
  }

  /** Nothing else is known. */
  public static final Details NONE =
      new Details(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          JsonObject.EMPTY);
}
