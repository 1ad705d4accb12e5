package dev.hookcast.app.cli;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonWriter;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** An event, flag by flag. */
final class PublishOptions {
  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "What happened: environment.deploy or another.")
  Optional<String> type = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "started, succeeded (the default), failed or cancelled.")
  Optional<String> status = Optional.empty();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The event's id; publishing it again is harmless.")
  Optional<String> id = Optional.empty();

  @Option(names = "--project", paramLabel = "NAME", description = "In which project.")
  Optional<String> project = Optional.empty();

  @Option(names = "--environment", paramLabel = "NAME", description = "In which environment.")
  Optional<String> environment = Optional.empty();

  @Option(names = "--application", paramLabel = "NAME", description = "To which application.")
  Optional<String> application = Optional.empty();

  @Option(names = "--message", paramLabel = "TEXT", description = "Why it ended as it did.")
  Optional<String> message = Optional.empty();

  @Option(names = "--data", paramLabel = "JSON", description = "Anything else, as a JSON object.")
  Optional<String> data = Optional.empty();

  /** True if no flag says anything. */
  boolean isEmpty() {
    return Stream.of(type, status, id, project, environment, application, message, data)
        .allMatch(Optional::isEmpty);
  }

  /** The event that the flags describe. */
  JsonObject document(Documents documents) {
    var event = JsonObject.writing().putText("id", id);
    event.put("type", type.orElseThrow(() -> new Usage("what happened? Give --type or --file")));
    event.putText("status", status);
    event.putUnlessEmpty("scope", scope());
    event.putText("message", message);
    return event
        .putIf("data", data.map(text -> documents.object(Bytes.utf8(text), "--data")))
        .done();
  }

  private JsonObject scope() {
    var scope = JsonObject.writing();
    putName(scope, "project", project);
    putName(scope, "environment", environment);
    putName(scope, "application", application);
    return scope.done();
  }

  private static void putName(JsonWriter scope, String what, Optional<String> name) {
    scope.putIf(what, name.map(n -> JsonObject.writing().put("name", n).done()));
  }
}
