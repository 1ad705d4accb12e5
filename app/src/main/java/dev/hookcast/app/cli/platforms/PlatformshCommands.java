package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.CallOptions;
import dev.hookcast.app.cli.DataOption;
import dev.hookcast.app.cli.ServerOptions;
import dev.hookcast.app.cli.Sessions;
import dev.hookcast.app.cli.Usage;
import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast platform}: integrations of a project, with what Platform.sh's client says. */
@Command(
    name = "platform",
    description = "Platform.sh's own commands, for webhooks in its dialect.",
    footer = {
      "",
      "For integration:add and :update, --url is the receiver's address; the service's goes first:",
      "  hookcast --url http://127.0.0.1:8080 platform integration:add --url=URL",
      "Without an ID it is the only integration, or you choose one on a terminal.",
      "Exit status 4: the integration is invalid."
    })
final class PlatformshCommands {
  private final Sessions sessions;

  PlatformshCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(
      name = "integration:add",
      description = "Add an integration; on a terminal it asks for what is missing.")
  int add(
      @Mixin IntegrationOptions wanted,
      @Mixin ProjectOptions project,
      @Mixin DataOption data,
      @Mixin CallOptions call) {
    var integrations = Integrations.of(sessions.open(data, call), project);
    var document = new IntegrationForm(integrations.asking()).completed(wanted.document());
    var answer = integrations.door().ask("POST", json(integrations, document));
    return written(integrations, answer, i -> "Created integration " + IntegrationView.named(i));
  }

  @Command(name = "integration:list", description = "List the integrations.")
  int list(@Mixin ProjectOptions project, @Mixin ServerOptions server) {
    var integrations = Integrations.of(sessions.open(server), project);
    var view = integrations.view();
    return view.session()
        .showAny(integrations.door().call("GET"), json -> view.list(Integrations.all(json)));
  }

  @Command(name = "integration:get", description = "Show an integration's properties.")
  int get(
      @Parameters(paramLabel = "ID", arity = "0..1") Optional<String> id,
      @Mixin ProjectOptions project,
      @Mixin ServerOptions server) {
    var integrations = Integrations.of(sessions.open(server), project);
    var view = integrations.view();
    return view.session().show(integrations.find(id), view::properties);
  }

  @Command(
      name = "integration:update",
      description = "Change what is named and nothing else; a list is replaced as a whole.")
  int update(
      @Parameters(paramLabel = "ID", arity = "0..1") Optional<String> id,
      @Mixin IntegrationOptions wanted,
      @Mixin ProjectOptions project,
      @Mixin DataOption data,
      @Mixin CallOptions call) {
    var changes = wanted.document();
    if (changes.members().isEmpty()) {
      throw new Usage("nothing to change: name something, such as --url=URL");
    }
    var integrations = Integrations.of(sessions.open(data, call), project);
    var found = integrations.entity(integrations.find(id));
    var answer =
        integrations.door().ask("PATCH", json(integrations, changes), Integrations.id(found));
    return written(
        integrations,
        answer,
        i -> "Integration " + Integrations.id(i) + " (" + IntegrationView.type(i) + ") updated");
  }

  @Command(name = "integration:delete", description = "Delete an integration.")
  int delete(
      @Parameters(paramLabel = "ID", arity = "0..1") Optional<String> id,
      @Mixin ProjectOptions project,
      @Mixin ServerOptions server) {
    var integrations = Integrations.of(sessions.open(server), project);
    var found = integrations.entity(integrations.find(id));
    var question = "Delete the integration " + IntegrationView.named(found) + "?";
    if (!integrations.asking().confirm(question)) {
      return ExitCode.SOFTWARE;
    }
    var session = integrations.door().session();
    var answer = integrations.door().call("DELETE", Integrations.id(found));
    return session.show(
        answer, gone -> session.out().line("Deleted integration " + Integrations.id(found)));
  }

  @Command(
      name = "integration:validate",
      description = "Look whether an integration can work; status 4 if it can't.")
  int validate(
      @Parameters(paramLabel = "ID", arity = "0..1") Optional<String> id,
      @Mixin ProjectOptions project,
      @Mixin ServerOptions server) {
    var integrations = Integrations.of(sessions.open(server), project);
    var found = integrations.entity(integrations.find(id));
    var session = integrations.door().session();
    if (!session.verbatim()) {
      session.out().line("Validating the integration " + IntegrationView.named(found) + "...");
    }
    if (found.object("_links").get("#validate").isEmpty()) {
      session.out().note("This integration does not support validation.");
      return ExitCode.SOFTWARE;
    }
    var answer = integrations.door().ask("POST", Integrations.id(found), "validate");
    return answer.done()
        ? session.show(answer, valid -> session.out().line("The integration is valid."))
        : integrations.invalid(answer);
  }

  @Command(
      name = "integration:activities",
      description = "List an integration's deliveries, the newest first.")
  int activities(
      @Parameters(paramLabel = "ID", arity = "0..1") Optional<String> id,
      @Option(names = "--limit", paramLabel = "N", description = "How many (default: 10).")
          Optional<Integer> limit,
      @Option(names = "--start", paramLabel = "TIME", description = "Only those before this time.")
          Optional<String> start,
      @Mixin ProjectOptions project,
      @Mixin ServerOptions server) {
    var integrations = Integrations.of(sessions.open(server), project);
    var found = integrations.entity(integrations.find(id));
    var query = Query.NONE.with("count", limit.map(String::valueOf)).with("starts_at", start);
    var view = integrations.view();
    return view.session()
        .showAny(
            integrations.door().with(query).call("GET", Integrations.id(found), "activities"),
            json -> view.activities(Integrations.all(json)));
  }

  private static int written(
      Integrations integrations, Answer answer, Function<JsonObject, String> told) {
    if (!answer.done()) {
      return integrations.invalid(answer, "The integration is invalid.", "");
    }
    var session = integrations.door().session();
    return session.show(answer, all -> session.out().line(told.apply(integrations.entity(answer))));
  }

  private static Content json(Integrations integrations, JsonObject document) {
    return Content.json(integrations.door().session().format().write(document));
  }
}
