package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.terminal.Pretty;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hookcast preview}. */
@Command(
    name = "preview",
    description = "What a receiver would get of an event; nothing is sent.",
    footer = {
      "",
      "Examples:",
      "  hookcast preview --dialect convox --type environment.deploy --application shop",
      "  hookcast preview --sink slack --file event.json"
    })
final class PreviewCommand implements Callable<Integer> {
  private final Sessions sessions;
  private final Documents documents;

  @Option(
      names = "--dialect",
      paramLabel = "NAME",
      description = "Whose payload (default: cloudevents).")
  Optional<String> dialect = Optional.empty();

  @Option(
      names = "--sink",
      paramLabel = "KIND",
      description = "Whose message, such as slack (default: webhook).")
  Optional<String> sink = Optional.empty();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The event in Hookcast's own form, - for standard input.")
  Optional<String> file = Optional.empty();

  @Mixin private final PublishOptions event = new PublishOptions();
  @Mixin private final UrlOption url = new UrlOption();
  @Mixin private final CallOptions call = new CallOptions();

  PreviewCommand(Sessions sessions, Documents documents) {
    this.sessions = sessions;
    this.documents = documents;
  }

  @Override
  public Integer call() {
    if (file.isPresent() && !event.isEmpty()) {
      throw new Usage("give the event either by its flags or as --file");
    }
    var session = sessions.open(url, call);
    var document = file.map(documents::object).orElseGet(() -> event.document(documents));
    var asked =
        JsonObject.writing()
            .put("event", document)
            .putText("dialect", dialect)
            .putText("sink", sink)
            .done();
    var content = Content.json(session.format().write(asked));
    return session.show(
        session.api().post(session.path("preview"), content), answer -> print(session, answer));
  }

  private static void print(Session session, JsonObject preview) {
    preview.text("reason").ifPresent(why -> session.out().line(why));
    preview
        .object("headers")
        .members()
        .forEach((name, value) -> session.out().line(name + ": " + session.line(value)));
    preview.get("body").ifPresent(body -> body(session, body));
  }

  private static void body(Session session, Json body) {
    session.out().line("");
    session.out().block(new Pretty(session.format()).text(body), "");
  }
}
