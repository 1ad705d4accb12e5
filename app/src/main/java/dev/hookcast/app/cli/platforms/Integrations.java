package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.cli.Usage;
import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Query;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A project's integrations behind Platform.sh's door. */
record Integrations(Door door, Asking asking) {
  /** The exit status of Platform.sh's client for an integration that can't work. */
  static final int INVALID = 4;

  private static final String EVERY_PROJECT = "*";

  static Integrations of(Session session, ProjectOptions options) {
    var root = List.of("projects", options.project.orElse(EVERY_PROJECT), "integrations");
    return new Integrations(new Door(session, root, Query.NONE), new Asking(session, !options.yes));
  }

  IntegrationView view() {
    return new IntegrationView(door.session());
  }

  /** The one of this id, or else the only one, or else the one that is chosen. */
  Answer find(Optional<String> named) {
    var id = named.orElseGet(this::which);
    var answer = door.ask("GET", id);
    if (answer.status() == 404 && !door.session().verbatim()) {
      throw Failure.inWords(List.of("Integration not found: " + id));
    }
    if (!answer.done()) {
      throw door.refusal(answer);
    }
    return answer;
  }

  /** The integration in an answer about one. */
  JsonObject entity(Answer answer) {
    var document = door.session().object(answer);
    var embedded = document.object("_embedded").object("entity");
    return embedded.members().isEmpty() ? document : embedded;
  }

  /** Says what is wrong with the integration as Platform.sh's client does, or fails otherwise. */
  int invalid(Answer answer, String... headlines) {
    var complaints = door.complaints(answer);
    if (answer.status() != 400 || complaints.isEmpty()) {
      throw door.refusal(answer);
    }
    var out = door.session().out();
    if (door.session().verbatim()) {
      out.note(answer.body().text());
      return INVALID;
    }
    List.of(headlines).forEach(out::note);
    out.note(
        complaints.size() == 1
            ? "The following error was found:"
            : "The following " + complaints.size() + " errors were found:");
    complaints.forEach(out::note);
    return INVALID;
  }

  static List<JsonObject> all(Json answered) {
    return answered instanceof JsonArray list ? Session.objects(list) : List.of();
  }

  private String which() {
    var all = all(door.session().read(door.call("GET").body()));
    if (all.isEmpty()) {
      throw Failure.inWords(List.of("No integrations found."));
    }
    if (all.size() == 1) {
      return id(all.getFirst());
    }
    if (!asking.possible()) {
      var ids = all.stream().map(Integrations::id).toList();
      throw new Usage("which integration? There are: " + String.join(", ", ids));
    }
    var choices = all.stream().map(i -> id(i) + " (" + IntegrationView.summary(i) + ")").toList();
    return id(all.get(asking.choose("Which integration?", choices)));
  }

  static String id(JsonObject integration) {
    return integration.text("id").orElse("");
  }
}
