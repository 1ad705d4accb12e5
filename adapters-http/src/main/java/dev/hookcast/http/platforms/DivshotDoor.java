package dev.hookcast.http.platforms;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Divshot's hooks of an app: subscriptions in the dialect {@code divshot}. The app {@code *} stands
 * for all of them: nothing is narrowed then.
 */
final class DivshotDoor {
  private static final String HOOKS = "/apps/{app}/hooks";
  private static final String HOOK = HOOKS + "/{id}";
  private static final String EVERY_APP = "*";
  private static final Fields FIELDS =
      new Fields(Map.of("/options/url", "url", "/filter/applications", "app"));

  private final Webhooks webhooks;

  DivshotDoor(Hookcast core) {
    this.webhooks = new Webhooks(core, "divshot");
  }

  List<Route> routes() {
    return Stream.of(
            Route.own("GET", HOOKS, TokenScope.SUBSCRIPTIONS_READ, this::list),
            Route.own("POST", HOOKS, TokenScope.SUBSCRIPTIONS_WRITE, this::create),
            Route.own("PUT", HOOK, TokenScope.SUBSCRIPTIONS_WRITE, this::change),
            Route.own("DELETE", HOOK, TokenScope.SUBSCRIPTIONS_WRITE, this::delete))
        .map(route -> route.refusing(DivshotDoor::refused))
        .toList();
  }

  /** The active ones first, as Divshot's own client shows them. */
  private Answer list(Call call) {
    var hooks =
        among(call)
            .sorted(Comparator.comparing((Subscription s) -> !s.settings().enabled()))
            .<Json>map(this::view)
            .toList();
    return Answer.ok(new JsonArray(hooks));
  }

  private Answer create(Call call) {
    var in = JsonReader.of(call.json());
    var url = in.required("url", text -> text);
    boolean active = in.bool("active").orElse(true);
    in.end();
    var app = call.path("app");
    var apps = app.equals(EVERY_APP) ? List.<String>of() : List.of(app);
    var document =
        JsonObject.writing()
            .put("enabled", active)
            .put("options", JsonObject.writing().put("url", url.orElseThrow()).done())
            .put("filter", JsonObject.writing().put("applications", apps).done())
            .done();
    return Answer.of(201, view(webhooks.create(call, document)));
  }

  private Answer change(Call call) {
    var in = JsonReader.of(call.json());
    var url = in.text("url");
    var active = in.bool("active");
    in.end();
    webhooks.change(call, meant(call), now -> edited(now, url, active));
    return Answer.empty();
  }

  private static JsonObject edited(JsonObject now, Optional<String> url, Optional<Boolean> active) {
    var options = now.object("options");
    var readdressed = url.map(text -> now.with("options", options.with("url", Json.of(text))));
    var edited = readdressed.orElse(now);
    return active.map(on -> edited.with("enabled", Json.of(on))).orElse(edited);
  }

  private Answer delete(Call call) {
    webhooks.delete(call, meant(call));
    return Answer.empty();
  }

  private Subscription meant(Call call) {
    var id = call.path("id");
    return among(call)
        .filter(s -> s.id().value().equals(id))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private Stream<Subscription> among(Call call) {
    var app = call.path("app");
    var all = webhooks.list(call.organization()).stream();
    return app.equals(EVERY_APP)
        ? all
        : all.filter(s -> s.settings().filter().places().applications().equals(List.of(app)));
  }

  private JsonObject view(Subscription subscription) {
    return JsonObject.writing()
        .put("id", subscription.id().value())
        .put("url", webhooks.url(subscription))
        .put("active", subscription.settings().enabled())
        .done();
  }

  private static Answer refused(Refusal refusal, String requestId) {
    int status = Fields.status(refusal);
    return Answer.of(
        status,
        JsonObject.writing().put("status", status).put("error", FIELDS.line(refusal)).done());
  }
}
