package dev.hookcast.http.platforms;

import dev.hookcast.core.api.LoggedEvent;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.dialect.Recipient;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonNumber;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** An entry of a webhook's log in Horizon's form. */
final class HorizonLogView {
  /** What an event may have happened to, each with the member that is its name. */
  private enum Block {
    APPLICATION("application", "name"),
    CLUSTER("cluster", "name"),
    PIPELINERUN("pipelinerun", "title"),
    MEMBER("member", "memberName");

    private final String key;
    private final String name;

    Block(String key, String name) {
      this.key = key;
      this.name = name;
    }

    static Optional<Block> of(JsonObject payload) {
      return Stream.of(values())
          .filter(block -> !payload.object(block.key).members().isEmpty())
          .findFirst();
    }
  }

  private final LoggedEvent logged;
  private final Subscription webhook;
  private final String url;
  private final boolean payloads;
  private final JsonObject payload;
  private final Optional<Block> block;

  /**
   * A view of an entry.
   *
   * @param url where the webhook goes now, for what wasn't sent yet
   * @param payloads whether the caller may see what was sent
   */
  HorizonLogView(LoggedEvent logged, Subscription webhook, String url, boolean payloads) {
    this.logged = logged;
    this.webhook = webhook;
    this.url = url;
    this.payloads = payloads;
    this.payload = payload(logged, webhook);
    this.block = Block.of(payload);
  }

  /** What is sent of the event, if it can still be told and Horizon has a word for it. */
  private static JsonObject payload(LoggedEvent logged, Subscription webhook) {
    var settings = webhook.settings();
    boolean expired = logged.entry().event().payloadExpired();
    if (expired || !(settings.dialect().name(logged.event()) instanceof Named)) {
      return JsonObject.EMPTY;
    }
    var entry = logged.entry();
    var recipient =
        new Recipient(
            webhook.organization(),
            webhook.number(),
            entry.event().number(),
            entry.number(),
            settings.filter().events().stream().map(EventPattern::text).toList());
    return settings.dialect().render(logged.event(), recipient);
  }

  /** What the event happened to, by its name. */
  Optional<String> resourceName() {
    return block.flatMap(known -> payload.object(known.key).text(known.name));
  }

  /** As it stands in the list. */
  JsonObject row() {
    return written().done();
  }

  /** With what was sent and what came back, where the caller may see it. */
  JsonObject whole() {
    if (!payloads) {
      return row();
    }
    var exchange = logged.entry().attempt().flatMap(Attempt::exchange);
    var request = exchange.map(Exchange::request);
    var response = exchange.flatMap(Exchange::response);
    return written()
        .put("requestHeaders", request.map(r -> HorizonYaml.headers(r.headers())).orElse(""))
        .put("requestData", request.map(r -> r.body().text()).orElse(""))
        .put("responseHeaders", response.map(r -> HorizonYaml.headers(r.headers())).orElse(""))
        .put("responseBody", response.map(r -> r.body().text()).orElse(""))
        .done();
  }

  private JsonWriter written() {
    var entry = logged.entry();
    var resource = block.map(known -> payload.object(known.key)).orElse(JsonObject.EMPTY);
    var extra = payload.text("extra").filter(text -> payloads);
    var usedUrl = entry.attempt().flatMap(Attempt::exchange).map(e -> e.request().url());
    var status = HorizonStatus.of(entry);
    return JsonObject.writing()
        .put("id", entry.number())
        .put("webhookID", webhook.number())
        .put("eventID", number(payload, "eventID").orElse(Json.of(entry.event().number())))
        .put("url", usedUrl.filter(text -> !text.isEmpty()).orElse(url))
        .put("status", status.word())
        .putText("resourceType", block.map(known -> known.key + "s"))
        .putText("resourceName", resourceName())
        .putIf("resourceID", number(resource, "id"))
        .put("eventType", payload.text("eventType").orElse(logged.event().type().value()))
        .putText("extra", extra)
        .put("errorMessage", status.why())
        .put("createdAt", entry.createdAt().toString())
        .put("updatedAt", updatedAt().toString());
  }

  private Instant updatedAt() {
    return logged
        .entry()
        .attempt()
        .map(attempt -> attempt.at().plus(attempt.duration()))
        .orElse(logged.entry().createdAt());
  }

  private static Optional<Json> number(JsonObject object, String name) {
    return object.get(name).filter(JsonNumber.class::isInstance);
  }
}
