package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.Usage;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.util.List;

/** Completes what a new integration is made of: asks for what is missing, or takes the defaults. */
record IntegrationForm(Asking asking) {
  private static final List<Field> LISTS =
      List.of(
          new Field("events", "Events to report", "*"),
          new Field("states", "States to report", "complete"),
          new Field("environments", "Included environments", "*"),
          new Field("excluded_environments", "Excluded environments", ""));

  /** A list of texts; its default as it would be typed. */
  private record Field(String name, String question, String usual) {}

  JsonObject completed(JsonObject given) {
    var document = given;
    if (given.get("type").isEmpty()) {
      document = document.with("type", Json.of(type()));
    }
    if (given.get("url").isEmpty()) {
      document = document.with("url", Json.of(url()));
    }
    for (var field : LISTS) {
      if (given.get(field.name()).isEmpty()) {
        document = document.with(field.name(), IntegrationOptions.list(texts(field)));
      }
    }
    return document;
  }

  private String type() {
    return asking.possible() ? asking.line("Integration type", "webhook") : "webhook";
  }

  private String url() {
    if (!asking.possible()) {
      throw new Usage("where to? Give --url=URL");
    }
    return asking.line("URL:");
  }

  private String texts(Field field) {
    return asking.possible() ? asking.line(field.question(), field.usual()) : field.usual();
  }
}
