package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast tokens}. */
@Command(name = "tokens", description = "Who may do what in an organization (--org).")
final class TokenCommands {
  private final Sessions sessions;

  TokenCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(
      name = "create",
      description = "Make a token; it is shown this once.",
      footer = {
        "",
        "Examples:",
        "  hookcast tokens create --name ci --scope events:write",
        "  hookcast --org quay tokens create --name kim --scope editor --scope tokens:admin \\",
        "    --expires 2027-01-01T00:00:00Z"
      })
  int create(
      @Option(names = "--name", paramLabel = "NAME", required = true, description = "What for.")
          String name,
      @Option(
              names = "--scope",
              paramLabel = "SCOPE",
              required = true,
              description =
                  "What it may do: owner, editor, viewer, or a scope such as events:write. Several"
                      + " add up.")
          List<String> scopes,
      @Option(
              names = "--expires",
              paramLabel = "TIME",
              description = "Until when, such as 2027-01-01T00:00:00Z (default: for ever).")
          Optional<String> expires,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var wanted =
        JsonObject.writing()
            .put("name", name)
            .put("scopes", scopes)
            .putText("expires_at", expires)
            .done();
    var content = Content.json(session.format().write(wanted));
    var answer = session.api().post(session.path("tokens"), content);
    return session.show(answer, token -> print(session, token));
  }

  @Command(name = "list", description = "The organization's tokens, never their text.")
  int list(@Mixin PageOptions pages, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var listing =
        new Listing(
            "tokens",
            List.of(Column.id("ID"), Column.of("NAME"), Column.of("EXPIRES"), Column.of("SCOPES")),
            t ->
                List.of(
                    Cell.of(t.text("id").orElse("")),
                    Cell.of(t.text("name").orElse("")),
                    Cell.of(t.text("expires_at").orElse("-")),
                    Cell.of(session.line(t.array("scopes")))));
    return session.list(session.path("tokens"), Query.NONE, pages, listing);
  }

  @Command(name = "delete", description = "Make a token invalid, at once.")
  int delete(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.deleted(id, session.api().delete(session.path("tokens", id)));
  }

  private static void print(Session session, JsonObject token) {
    var name = token.text("name").orElse("");
    session.out().line("Created " + token.text("id").orElse("") + "  " + name, Style.STRONG);
    session
        .out()
        .fields(
            List.of(
                Field.of("scopes", session.line(token.array("scopes"))),
                Field.of("expires", token.text("expires_at").orElse("never"))));
    // On a line of its own, so that it can be copied whole.
    session.out().line(token.text("token").orElse(""));
    session.out().note("The token is shown this once: keep it now.");
  }
}
