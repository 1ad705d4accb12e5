package dev.hookcast.http.platforms;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Integrations in Platform.sh's form: what a client may write, and what it is shown. */
final class PlatformshForm {
  static final String TYPE = "webhook";

  private static final String ANY = "*";
  private static final List<String> STATES =
      List.of("pending", "scheduled", "staged", "in_progress", "complete", "cancelled");
  private static final List<String> RESULTS = List.of(ANY, "success", "failure");
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private PlatformshForm() {}

  /** The native form that comes of this one: what is given replaces what is there. */
  static JsonObject edited(JsonReader in, JsonObject now) {
    var options = options(in, now.object("options"));
    var filter = now.object("filter");
    for (var list : List.of("events", "environments", "excluded_environments")) {
      var texts = in.texts(list);
      filter = in.any(list).isPresent() ? filter.with(list, JsonArray.ofTexts(texts)) : filter;
    }
    var states = in.texts("states", state -> oneOf(STATES, state));
    if (in.any("states").isPresent()) {
      filter = filter.with("states", JsonArray.ofTexts(states));
    }
    var result = in.text("result", text -> oneOf(RESULTS, text));
    if (result.isPresent()) {
      var results = result.stream().filter(text -> !text.equals(ANY)).toList();
      filter = filter.with("results", JsonArray.ofTexts(results));
    }
    in.end();
    return now.with("options", options).with("filter", filter);
  }

  private static JsonObject options(JsonReader in, JsonObject now) {
    var url = in.text("url");
    var key = in.text("shared_key").filter(text -> !text.isEmpty()).<Json>map(Json::of);
    var options = url.map(text -> now.with("url", Json.of(text))).orElse(now);
    // An empty key takes the present one away, as null does.
    boolean given = in.any("shared_key").isPresent();
    return given ? options.with("secret", key.orElse(JsonNull.NULL)) : options;
  }

  /** An integration as it is answered; its key is never shown. */
  static JsonObject entity(Subscription subscription, String url, String self) {
    var settings = subscription.settings();
    var filter = settings.filter();
    var places = filter.places();
    boolean webhook = settings.sink().kind().equals(TYPE);
    boolean keyed = settings.sink().secrets().signs();
    var links = JsonObject.writing().put("self", link(self));
    // What can't be validated has no link to it; clients go by that.
    links.putUnlessEmpty("#validate", webhook ? link(self + "/validate") : JsonObject.EMPTY);
    return JsonObject.writing()
        .put("id", subscription.id().value())
        .put("created_at", time(subscription.createdAt()))
        .put("updated_at", time(subscription.updatedAt()))
        .put("type", settings.sink().kind())
        .put("events", orAny(filter.events().stream().map(EventPattern::text).toList()))
        .put("environments", orAny(places.environments()))
        .put("excluded_environments", places.excludedEnvironments())
        .put("states", filter.states())
        .put("result", filter.results().size() == 1 ? filter.results().getFirst() : ANY)
        .put("shared_key", keyed ? Json.of(Secret.MASK) : JsonNull.NULL)
        .put("url", url)
        .put("_links", links.done())
        .done();
  }

  /** A time as Platform.sh writes it, to the microsecond. */
  static String time(Instant at) {
    return MICROSECONDS.format(at);
  }

  private static List<String> orAny(List<String> texts) {
    return texts.isEmpty() ? List.of(ANY) : texts;
  }

  private static JsonObject link(String href) {
    return JsonObject.writing().put("href", href).done();
  }

  private static String oneOf(List<String> known, String text) {
    if (known.contains(text)) {
      return text;
    }
    throw InvalidInput.of("", "filter_invalid", "One of " + String.join(", ", known) + ".");
  }
}
