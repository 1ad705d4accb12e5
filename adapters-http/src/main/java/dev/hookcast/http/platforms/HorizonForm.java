package dev.hookcast.http.platforms;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Webhooks in Horizon's form: what a client may write, and what it is shown. */
record HorizonForm(HorizonEvents events) {
  private static final Pattern URL = Pattern.compile("https?://.+", Pattern.DOTALL);
  private static final String NO_URL = "invalid url: it has to be like ^http(s)?://.+$";

  /** What a form says; a list or text that is empty is as good as absent, save the description. */
  private record Said(
      Optional<Boolean> enabled,
      Optional<String> url,
      Optional<Boolean> verify,
      Optional<String> description,
      Optional<String> secret,
      List<String> triggers) {
    JsonObject in(JsonObject now) {
      var options = with(now.object("options"), "url", url.map(Json::of));
      options = with(options, "ssl_verify", verify.map(Json::of));
      options = with(options, "secret", secret.filter(s -> !s.isEmpty()).map(Json::of));
      var wanted = Optional.of(triggers).filter(list -> !list.isEmpty());
      var filter = with(now.object("filter"), "events", wanted.map(JsonArray::ofTexts));
      var edited = with(now, "enabled", enabled.map(Json::of));
      edited = with(edited, "description", description.map(Json::of));
      return edited.with("options", options).with("filter", filter);
    }
  }

  /** The native form of a new webhook. */
  JsonObject created(JsonObject form, HorizonResource resource) {
    var in = JsonReader.of(form);
    var said = said(in);
    if (in.clean() && said.url().isEmpty()) {
      in.reject("url", "required", NO_URL);
    }
    boolean secure = said.url().filter(url -> url.startsWith("https")).isPresent();
    if (said.verify().orElse(false) && !secure) {
      in.reject("sslVerifyEnabled", "url_invalid", "sslVerifyEnabled is only valid for https");
    }
    if (in.clean() && said.triggers().isEmpty()) {
      in.reject("triggers", "required", "events should not be empty");
    }
    in.end();
    return said.in(JsonObject.writing().put("filter", resource.narrowing()).done());
  }

  /** The native form that comes of a change: what is absent or empty stays as it is. */
  JsonObject changed(JsonObject form, JsonObject now) {
    var in = JsonReader.of(form);
    var said = said(in);
    in.end();
    return said.in(now);
  }

  private Said said(JsonReader in) {
    var url = in.text("url");
    if (url.filter(text -> !URL.matcher(text).matches()).isPresent()) {
      in.reject("url", "url_invalid", NO_URL);
    }
    var triggers = in.texts("triggers").stream().distinct().toList();
    triggers.stream()
        .filter(trigger -> !events.isTrigger(trigger))
        .forEach(odd -> in.reject("triggers", "unknown_event", "invalid event: " + odd));
    return new Said(
        in.bool("enabled"),
        url,
        in.bool("sslVerifyEnabled"),
        in.text("description"),
        in.text("secret"),
        triggers);
  }

  private static JsonObject with(JsonObject object, String name, Optional<? extends Json> value) {
    return value.isPresent() ? object.with(name, value.get()) : object;
  }

  /** A webhook as it is answered; its secret is never shown, not even that there is one. */
  JsonObject view(Subscription subscription, String url) {
    var settings = subscription.settings();
    boolean verify = settings.sink().options().bool("ssl_verify").orElse(true);
    var out =
        JsonObject.writing()
            .put("enabled", settings.enabled())
            .put("url", url)
            .put("sslVerifyEnabled", verify && url.startsWith("https"))
            .put("description", settings.description())
            .put("secret", "")
            .put("triggers", events.triggers(settings.filter().events()))
            .put("id", subscription.number())
            .put("createdAt", subscription.createdAt().toString())
            .put("updatedAt", subscription.updatedAt().toString());
    HorizonResource.of(settings.filter().places()).ifPresent(resource -> put(out, resource));
    return out.done();
  }

  private static void put(JsonWriter out, HorizonResource resource) {
    out.put("resourceType", resource.type()).put("resourceID", resource.number());
  }
}
