package dev.hookcast.http.console.bins;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.PrettyJson;
import dev.hookcast.http.sink.Bins.Caught;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subscription whose requests are kept, and those requests. */
record Bin(Subscription subscription, List<Caught> caught) {
  private static final String KIND = "bin";
  private static final String STATUS = "status";

  /** True if a subscription's requests are kept instead of sent. */
  static boolean is(Subscription subscription) {
    return subscription.settings().sink().kind().equals(KIND);
  }

  String id() {
    return subscription.id().value();
  }

  String name() {
    var name = subscription.settings().name();
    return name.isEmpty() ? id() : name;
  }

  String dialect() {
    return subscription.settings().dialect().name();
  }

  /** The status that it answers with. */
  String answers() {
    return subscription.settings().sink().options().text(STATUS).orElse("200");
  }

  /** When it caught something the last time. */
  Optional<Caught> last() {
    return caught.stream().findFirst();
  }

  /** True if its dialect takes the answer for success. */
  boolean took(Caught request) {
    var terms = subscription.settings().dialect().terms();
    return request.answered() >= terms.successFrom() && request.answered() <= terms.successTo();
  }

  /** A body as people read it. */
  static String body(Caught caught) {
    return PrettyJson.of(caught.body()).orElseGet(() -> caught.body().text());
  }

  /** What a form asks for, as the API would be asked for it. */
  static JsonObject wanted(Map<String, String> form) {
    var options = JsonObject.writing();
    Optional.ofNullable(form.get(STATUS))
        .map(String::strip)
        .filter(status -> !status.isEmpty())
        .ifPresent(status -> options.put(STATUS, Json.of(status)));
    return JsonObject.writing()
        .put("name", form.getOrDefault("name", "").strip())
        .put("sink", KIND)
        .put("dialect", form.getOrDefault("dialect", ""))
        .put("options", options.done())
        .done();
  }
}
