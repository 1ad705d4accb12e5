package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Session;
import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Failure;
import dev.hookcast.app.client.Query;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An app's hooks behind Divshot's door. */
record DivshotHooks(Door door) {
  private static final String EVERY_APP = "*";
  private static final String NONE_SUCH =
      "That hook either does not exist or there was an error contacting our servers."
          + " Please try again or contact support.";

  static DivshotHooks of(Session session, Optional<String> app) {
    var root = List.of("apps", app.orElse(EVERY_APP), "hooks");
    return new DivshotHooks(new Door(session, root, Query.NONE));
  }

  /** One of them as the door shows it. */
  record Hook(String id, String url, boolean active) {
    static List<Hook> all(Json answered) {
      return answered instanceof JsonArray list
          ? Session.objects(list).stream().map(Hook::of).toList()
          : List.of();
    }

    /** The first that goes to exactly this address. */
    static Hook named(String url, List<Hook> all) {
      return all.stream()
          .filter(hook -> hook.url().equals(url))
          .findFirst()
          .orElseThrow(() -> Failure.inWords(List.of(NONE_SUCH)));
    }

    private static Hook of(JsonObject hook) {
      return new Hook(
          hook.text("id").orElse(""),
          hook.text("url").orElse(""),
          hook.bool("active").orElse(true));
    }
  }

  /** What can be done to one, and the words for it. */
  enum Change {
    REMOVE("remove", "Removing", "removed"),
    PAUSE("pause", "Pausing", "paused"),
    RESUME("resume", "Resuming", "resumed");

    private final String word;
    private final String doing;
    private final String done;

    Change(String word, String doing, String done) {
      this.word = word;
      this.doing = doing;
      this.done = done;
    }

    String word() {
      return word;
    }

    String doing() {
      return doing;
    }

    String done() {
      return done;
    }
  }

  Answer list() {
    return door.call("GET");
  }

  Answer add(String url) {
    return door.call("POST", json(JsonObject.writing().put("url", url).put("active", true).done()));
  }

  /** Does it, or fails with Divshot's sentence for it and the reason below. */
  Answer change(Change change, Hook hook) {
    var answer =
        switch (change) {
          case REMOVE -> door.ask("DELETE", hook.id());
          case PAUSE -> door.ask("PUT", active(false), hook.id());
          case RESUME -> door.ask("PUT", active(true), hook.id());
        };
    if (answer.done()) {
      return answer;
    }
    if (door.session().verbatim()) {
      throw door.refusal(answer);
    }
    var lines = new ArrayList<>(List.of(NONE_SUCH));
    lines.addAll(door.words(answer));
    throw Failure.inWords(lines);
  }

  private Content active(boolean active) {
    return json(JsonObject.writing().put("active", active).done());
  }

  private Content json(JsonObject document) {
    return Content.json(door.session().format().write(document));
  }
}
