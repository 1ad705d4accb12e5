package dev.hookcast.http.platforms;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Convox's services of the type {@code webhook}: subscriptions in the dialect {@code convox}, known
 * by their names. The query or form parameter {@code rack} narrows what is meant to one rack.
 */
final class ConvoxDoor {
  private static final String SERVICES = "/services";
  private static final String SERVICE = SERVICES + "/{name}";
  private static final String TYPE = "webhook";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,62}");
  private static final Fields FIELDS =
      new Fields(Map.of("/options/url", "url", "/filter/racks", "rack"));

  private static final int FIRST_NUMBER = 1_000;

  private final Webhooks webhooks;
  // One after the other, so that no two get one name.
  private final ReentrantLock naming = new ReentrantLock();

  ConvoxDoor(Hookcast core) {
    this.webhooks = new Webhooks(core, "convox");
  }

  List<Route> routes() {
    return Stream.of(
            Route.own("GET", SERVICES, TokenScope.SUBSCRIPTIONS_READ, this::list),
            Route.own("POST", SERVICES, TokenScope.SUBSCRIPTIONS_WRITE, this::create),
            Route.own("GET", SERVICE, TokenScope.SUBSCRIPTIONS_READ, this::show),
            Route.own("DELETE", SERVICE, TokenScope.SUBSCRIPTIONS_WRITE, this::delete))
        .map(route -> route.refusing(ConvoxDoor::refused))
        .toList();
  }

  private Answer list(Call call) {
    var services = among(call).<Json>map(s -> view(s, status(s))).toList();
    return Answer.ok(new JsonArray(services));
  }

  private Answer create(Call call) {
    var form = call.form();
    var type = form.getOrDefault("type", "");
    if (!type.equals(TYPE)) {
      return error(403, "invalid service type: " + type);
    }
    if (form.getOrDefault("url", "").isBlank()) {
      return error(400, "Webhook URL is required");
    }
    naming.lock();
    try {
      return create(call, form);
    } finally {
      naming.unlock();
    }
  }

  private Answer create(Call call, Map<String, String> form) {
    var taken =
        webhooks.list(call.organization()).stream()
            .map(s -> s.settings().name())
            .collect(Collectors.toSet());
    var name = form.getOrDefault("name", "");
    if (name.isEmpty()) {
      name = free(taken);
    }
    if (!NAME.matcher(name).matches()) {
      return error(403, "invalid service name: " + name);
    }
    if (taken.contains(name)) {
      return error(409, "service already exists: " + name);
    }
    var rack = Optional.ofNullable(form.get("rack")).or(() -> call.parameter("rack"));
    var created = webhooks.create(call, document(name, form.getOrDefault("url", ""), rack));
    return Answer.ok(view(created, "creating"));
  }

  private static JsonObject document(String name, String url, Optional<String> rack) {
    var racks = JsonArray.ofTexts(rack.filter(text -> !text.isEmpty()).stream().toList());
    return JsonObject.writing()
        .put("name", name)
        .put("options", JsonObject.writing().put("url", url).done())
        .put("filter", JsonObject.writing().put("racks", racks).done())
        .done();
  }

  private Answer show(Call call) {
    var name = call.path("name");
    return named(call, name).map(s -> Answer.ok(view(s, status(s)))).orElseGet(() -> none(name));
  }

  private Answer delete(Call call) {
    var name = call.path("name");
    return named(call, name).map(s -> deleted(call, s)).orElseGet(() -> none(name));
  }

  private Answer deleted(Call call, Subscription subscription) {
    webhooks.delete(call, subscription);
    return Answer.ok(view(subscription, "deleting"));
  }

  private Optional<Subscription> named(Call call, String name) {
    return among(call).filter(s -> s.settings().name().equals(name)).findFirst();
  }

  private Stream<Subscription> among(Call call) {
    var rack = call.parameter("rack");
    return webhooks.list(call.organization()).stream()
        .filter(
            s ->
                rack.isEmpty()
                    || s.settings().filter().places().racks().equals(rack.stream().toList()));
  }

  private JsonObject view(Subscription subscription, String status) {
    return JsonObject.writing()
        .put("name", subscription.settings().name())
        .put("status", status)
        .put("type", TYPE)
        .put("url", webhooks.url(subscription))
        .done();
  }

  /** Convox knows no pause, and so has no word for it. */
  private static String status(Subscription subscription) {
    return subscription.settings().enabled() ? "running" : "paused";
  }

  private static String free(Set<String> taken) {
    return IntStream.iterate(FIRST_NUMBER, n -> n + 1)
        .mapToObj(n -> TYPE + "-" + n)
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static Answer none(String name) {
    return error(404, "no such service: " + name);
  }

  private static Answer refused(Refusal refusal, String requestId) {
    return error(Fields.status(refusal), FIELDS.line(refusal));
  }

  private static Answer error(int status, String text) {
    return Answer.of(status, JsonObject.writing().put("error", text).done());
  }
}
