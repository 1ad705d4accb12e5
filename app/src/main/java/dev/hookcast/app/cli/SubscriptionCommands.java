package dev.hookcast.app.cli;

import dev.hookcast.app.client.Answer;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast subscriptions}. */
@Command(
    name = "subscriptions",
    description = "Who gets which events, where and in which dialect.",
    footer = {
      "",
      "For create and edit, --url is the receiver's address; the service's goes first:",
      "  hookcast --url http://127.0.0.1:8080 subscriptions create --url URL"
    })
final class SubscriptionCommands {
  private final Sessions sessions;
  private final Documents documents;

  SubscriptionCommands(Sessions sessions, Documents documents) {
    this.sessions = sessions;
    this.documents = documents;
  }

  @Command(
      name = "create",
      description = "Subscribe a receiver.",
      footer = {
        "",
        "Examples:",
        "  hookcast subscriptions create --url https://example.org/hook \\",
        "    --event environment.deploy",
        "  hookcast subscriptions create --url https://example.org/q --dialect qovery \\",
        "    --event DEPLOYMENT_FAILURE --project 'shop*'",
        "  hookcast subscriptions create --sink slack \\",
        "    --url https://hooks.slack.com/services/T1/B1/abc"
      })
  int create(@Mixin SubscriptionOptions options, @Mixin DataOption data, @Mixin CallOptions call) {
    if (options.url.isEmpty() && options.file.isEmpty()) {
      throw new Usage("where to? Give --url URL, or the whole as --file FILE");
    }
    var session = sessions.open(data, call);
    var answer =
        session
            .api()
            .post(session.path("subscriptions"), json(session, options.document(documents)));
    return show(session, "Created ", answer);
  }

  @Command(name = "list", description = "All subscriptions, the newest first.")
  int list(@Mixin PageOptions pages, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.list(
        session.path("subscriptions"), Query.NONE, pages, SubscriptionView.listing());
  }

  @Command(name = "show", description = "One subscription with all that it is made of.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return show(session, "", session.api().get(session.path("subscriptions", id)));
  }

  @Command(
      name = "edit",
      description = "Change what is named and nothing else; a list is replaced as a whole.")
  int edit(
      @Parameters(paramLabel = "ID") String id,
      @Mixin SubscriptionOptions options,
      @Mixin DataOption data,
      @Mixin CallOptions call) {
    var changes = options.document(documents);
    if (changes.members().isEmpty()) {
      throw new Usage("nothing to change: name something, such as --url URL");
    }
    var session = sessions.open(data, call);
    var answer = session.api().patch(session.path("subscriptions", id), json(session, changes));
    return show(session, "Changed ", answer);
  }

  @Command(name = "delete", description = "End a subscription; what still waits is cancelled.")
  int delete(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.deleted(id, session.api().delete(session.path("subscriptions", id)));
  }

  @Command(name = "pause", description = "Hold deliveries back until it is resumed.")
  int pause(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return show(session, "Paused ", session.api().post(session.path("subscriptions", id, "pause")));
  }

  @Command(name = "resume", description = "Go on with a paused subscription.")
  int resume(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return show(
        session, "Resumed ", session.api().post(session.path("subscriptions", id, "resume")));
  }

  @Command(
      name = "rotate-secret",
      description = "Replace the signing secret; the former one signs beside it for a while.")
  int rotateSecret(
      @Parameters(paramLabel = "ID") String id,
      @Mixin RotationOptions rotation,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var path = session.path("subscriptions", id, "rotate-secret");
    var answer = session.api().post(path, json(session, rotation.document(documents)));
    return session.show(
        answer, s -> new SubscriptionView(session).print("New secret for ", rotation.shown(s)));
  }

  @Command(
      name = "test",
      description = "Send it an example, whatever its filter says; status 1 if it doesn't arrive.")
  int test(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--type",
              paramLabel = "TYPE",
              description = "What the example tells of (default: environment.deploy).")
          Optional<String> type,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var path = session.path("subscriptions", id, "test") + Query.NONE.with("type", type).text();
    var answer = session.api().post(path);
    session.show(answer, new AttemptView(session)::print);
    return session.object(answer).text("outcome").filter("delivered"::equals).isPresent() ? 0 : 1;
  }

  @Command(
      name = "validate",
      description = "Look whether a subscription can work; status 1 if it can't.")
  int validate(
      @Parameters(paramLabel = "ID") String id,
      @Option(names = "--probe", description = "Send its receiver an example too.") boolean probe,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var query = Query.NONE.with("probe", probe ? Optional.of("true") : Optional.empty());
    var answer = session.api().post(session.path("subscriptions", id, "validate") + query.text());
    session.show(answer, validity -> new ValidityView(session).print(id, validity));
    return session.object(answer).bool("valid").orElse(false) ? 0 : 1;
  }

  private static int show(Session session, String headline, Answer answer) {
    return session.show(answer, s -> new SubscriptionView(session).print(headline, s));
  }

  private static Content json(Session session, JsonObject document) {
    return Content.json(session.format().write(document));
  }
}
