package dev.hookcast.app.cli.platforms;

import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What an integration is made of, flag by flag. */
final class IntegrationOptions {
  @Option(names = "--type", paramLabel = "TYPE", description = "Its type: webhook.")
  Optional<String> type = Optional.empty();

  @Option(names = "--url", paramLabel = "URL", description = "Where activities go.")
  Optional<String> url = Optional.empty();

  @Option(
      names = "--events",
      paramLabel = "TYPE,...",
      description = "Which types of activities (default: *).")
  List<String> events = List.of();

  @Option(
      names = "--states",
      paramLabel = "STATE,...",
      description = "In which states (default: complete).")
  List<String> states = List.of();

  @Option(
      names = "--environments",
      paramLabel = "NAME,...",
      description = "On which environments (default: *).")
  List<String> environments = List.of();

  @Option(
      names = "--excluded-environments",
      paramLabel = "NAME,...",
      description = "But not on these (default: none).")
  List<String> excludedEnvironments = List.of();

  @Option(
      names = "--shared-key",
      paramLabel = "KEY",
      description = "The key that requests are signed with; an empty one takes it away.")
  Optional<String> sharedKey = Optional.empty();

  /** What is given, and nothing else. */
  JsonObject document() {
    var document = JsonObject.writing().putText("type", type).putText("url", url);
    put(document, "events", events);
    put(document, "states", states);
    put(document, "environments", environments);
    put(document, "excluded_environments", excludedEnvironments);
    return document.putText("shared_key", sharedKey).done();
  }

  /** The texts between the commas; none for a text without any. */
  static JsonArray list(String texts) {
    return JsonArray.ofTexts(
        Stream.of(texts.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList());
  }

  private static void put(JsonWriter document, String name, List<String> given) {
    if (!given.isEmpty()) {
      document.put(name, list(String.join(",", given)));
    }
  }
}
