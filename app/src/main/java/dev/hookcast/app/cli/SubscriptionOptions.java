package dev.hookcast.app.cli;

import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a subscription is made of, flag by flag; the rest comes in a file. */
final class SubscriptionOptions {
  @Option(names = "--url", paramLabel = "URL", description = "Where deliveries go.")
  Optional<String> url = Optional.empty();

  @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
  Optional<String> name = Optional.empty();

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  Optional<String> description = Optional.empty();

  @Option(
      names = "--sink",
      paramLabel = "KIND",
      description = "webhook (the default), slack or bin.")
  Optional<String> sink = Optional.empty();

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Whose payloads it gets (default: cloudevents); see `hookcast dialects list`.")
  Optional<String> dialect = Optional.empty();

  @Option(names = "--secret", paramLabel = "SECRET", description = "What requests are signed with.")
  Optional<String> secret = Optional.empty();

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header for its requests; may be repeated.")
  Map<String, String> headers = new LinkedHashMap<>();

  @Option(
      names = "--event",
      paramLabel = "TYPE,...",
      hideParamSyntax = true,
      split = ",",
      description = "An event it wants: a type, object.* or the dialect's word; may be repeated.")
  List<String> events = List.of();

  @Option(
      names = "--exclude-event",
      paramLabel = "TYPE,...",
      hideParamSyntax = true,
      split = ",",
      description = "An event it doesn't want.")
  List<String> excludedEvents = List.of();

  @Option(
      names = "--status",
      paramLabel = "STATUS,...",
      hideParamSyntax = true,
      split = ",",
      description = "started, succeeded, failed or cancelled.")
  List<String> statuses = List.of();

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description = "A project it is limited to; may be repeated.")
  List<String> projects = List.of();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "An environment it is limited to; may be repeated.")
  List<String> environments = List.of();

  @Option(
      names = "--application",
      paramLabel = "NAME",
      description = "An application it is limited to; may be repeated.")
  List<String> applications = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The subscription as JSON, - for standard input; flags change it.")
  Optional<String> file = Optional.empty();

  /** The file's document, or an empty one, with what the flags say. */
  JsonObject document(Documents documents) {
    var document = file.map(documents::object).orElse(JsonObject.EMPTY);
    document = with(document, "name", name);
    document = with(document, "description", description);
    document = with(document, "sink", sink);
    document = with(document, "dialect", dialect);
    document = merged(document, "options", options(document.object("options").object("headers")));
    return merged(document, "filter", filter());
  }

  private JsonObject options(JsonObject fromFile) {
    var options = JsonObject.writing().putText("url", url).putText("secret", secret);
    var all = fromFile;
    for (var header : headers.entrySet()) {
      all = all.with(header.getKey(), Json.of(header.getValue()));
    }
    return headers.isEmpty() ? options.done() : options.put("headers", all).done();
  }

  private JsonObject filter() {
    var filter = JsonObject.writing();
    putList(filter, "events", events);
    putList(filter, "excluded_events", excludedEvents);
    putList(filter, "statuses", statuses);
    putList(filter, "projects", projects);
    putList(filter, "environments", environments);
    putList(filter, "applications", applications);
    return filter.done();
  }

  private static void putList(JsonWriter filter, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      filter.put(name, JsonArray.ofTexts(texts));
    }
  }

  private static JsonObject with(JsonObject document, String name, Optional<String> text) {
    return text.map(t -> document.with(name, Json.of(t))).orElse(document);
  }

  private static JsonObject merged(JsonObject document, String name, JsonObject changes) {
    var inner = document.object(name);
    for (var change : changes.members().entrySet()) {
      inner = inner.with(change.getKey(), change.getValue());
    }
    return changes.members().isEmpty() ? document : document.with(name, inner);
  }
}
