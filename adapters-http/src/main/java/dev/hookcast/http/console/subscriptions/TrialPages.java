package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Rotated;
import dev.hookcast.core.api.Rotation;
import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.util.List;

/** Looks subscriptions through, tries them out, and gives them other secrets. */
final class TrialPages {
  private final Hookcast core;
  private final ShownPages shown;

  TrialPages(Hookcast core, ShownPages shown) {
    this.core = core;
    this.shown = shown;
  }

  Answer validate(Call call, Place place) {
    var found = shown.found(call, place);
    var validity =
        core.subscriptions()
            .validate(call.organization(), found.id())
            .orElseThrow(Refusal::notFound);
    boolean probing = call.form().containsKey("probe") && validity.errors().isEmpty();
    var told =
        probing
            ? new Subscriptions.Validity(
                core.trials().by(call.author()).probe(call.organization(), found.id()),
                validity.warnings())
            : validity;
    return shown.show(200, call, place, found, new Told.Looked(told));
  }

  Answer test(Call call, Place place) {
    var found = shown.found(call, place);
    try {
      var type = new EventType(call.form().getOrDefault("type", EventType.DEPLOY.value()).strip());
      var trial =
          core.trials()
              .by(call.author())
              .test(call.organization(), found.id(), type)
              .orElseThrow(Refusal::notFound);
      return shown.show(200, call, place, found, new Told.Tried(type.value(), trial));
    } catch (InvalidInput e) {
      return refused(call, place, "test", e);
    }
  }

  Answer rotate(Call call, Place place) {
    var found = shown.found(call, place);
    try {
      return switch (core.subscriptions()
          .by(call.author())
          .rotateSecret(call.organization(), found.id(), rotation(new Draft(call.form())))) {
        case Rotated.Done done ->
            shown.show(200, call, place, done.subscription(), new Told.Rotated(done.secret()));
        case Rotated.Missing missing -> throw Refusal.notFound();
        case Rotated.Refused refused ->
            refused(call, place, "rotate", InvalidInput.of("", refused.code(), refused.why()));
      };
    } catch (InvalidInput e) {
      return refused(call, place, "rotate", e);
    }
  }

  private static Rotation rotation(Draft form) {
    var out = JsonObject.writing();
    for (var name : List.of("secret", "overlap")) {
      if (!form.text(name).isEmpty()) {
        out.put(name, form.text(name));
      }
    }
    return Rotation.read(out.done());
  }

  private Answer refused(Call call, Place place, String part, InvalidInput why) {
    var problems = why.problems().stream().map(TrialPages::plain).toList();
    return shown.show(
        422, call, place, shown.found(call, place), new Told.Refused(part, new Wrongs(problems)));
  }

  /** Here it is plain what is meant: there is only one field. */
  private static Problem plain(Problem problem) {
    return new Problem("", problem.code(), problem.detail());
  }
}
