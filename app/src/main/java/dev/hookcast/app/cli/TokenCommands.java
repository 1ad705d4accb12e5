package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.api.Elapsed;
import dev.hookcast.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final InstantSource clock;

  TokenCommands(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
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
      @Option(
              names = "--from",
              paramLabel = "BLOCKS",
              description =
                  "From where it works, such as 192.0.2.0/24,198.51.100.7 (default: everywhere).")
          Optional<String> blocks,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var wanted =
        JsonObject.writing().put("name", name).put("scopes", scopes).putText("expires_at", expires);
    blocks.ifPresent(text -> wanted.put("allowed_addresses", separate(text)));
    var content = Content.json(session.format().write(wanted.done()));
    var answer = session.api().post(session.path("tokens"), content);
    return session.show(answer, token -> print(session, "Created ", token));
  }

  @Command(name = "list", description = "The organization's tokens, never their text.")
  int list(@Mixin PageOptions pages, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var listing =
        new Listing(
            "tokens",
            List.of(
                Column.id("ID"),
                Column.of("NAME"),
                Column.of("EXPIRES"),
                Column.of("LAST USED"),
                Column.of("FROM"),
                Column.of("SCOPES")),
            t ->
                List.of(
                    Cell.of(t.text("id").orElse("")),
                    Cell.of(t.text("name").orElse("")),
                    Cell.of(t.text("expires_at").orElse("-")),
                    Cell.of(used(t)),
                    Cell.of(from(session, t)),
                    Cell.of(session.line(t.array("scopes")))));
    return session.list(session.path("tokens"), Query.NONE, pages, listing);
  }

  @Command(
      name = "rotate",
      description = "Give a token another text; the former one is valid beside it for a while.",
      footer = {"", "Example:", "  hookcast tokens rotate ID --overlap PT1H"})
  int rotate(
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--overlap",
              paramLabel = "DURATION",
              description = "How long the former one goes on: PT0S to P7D (default: PT24H).")
          Optional<String> overlap,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var wanted = JsonObject.writing().putText("overlap", overlap).done();
    var content = Content.json(session.format().write(wanted));
    var answer = session.api().post(session.path("tokens", id, "rotate"), content);
    return session.show(answer, token -> print(session, "Rotated ", token));
  }

  @Command(name = "delete", description = "Make a token invalid, at once.")
  int delete(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.deleted(id, session.api().delete(session.path("tokens", id)));
  }

  private static List<String> separate(String blocks) {
    return Arrays.stream(blocks.split(",", -1)).map(String::strip).toList();
  }

  private String used(JsonObject token) {
    return token
        .text("last_used_at")
        .map(at -> Elapsed.words(Instant.parse(at), clock.instant()))
        .orElse("never");
  }

  private static String from(Session session, JsonObject token) {
    var blocks = session.line(token.array("allowed_addresses"));
    return blocks.isEmpty() ? "anywhere" : blocks;
  }

  private static void print(Session session, String headline, JsonObject token) {
    var name = token.text("name").orElse("");
    session.out().line(headline + token.text("id").orElse("") + "  " + name, Style.STRONG);
    var fields = new ArrayList<Field>();
    fields.add(Field.of("scopes", session.line(token.array("scopes"))));
    fields.add(Field.of("expires", token.text("expires_at").orElse("never")));
    fields.add(Field.of("from", from(session, token)));
    token
        .text("former_valid_until")
        .ifPresent(until -> fields.add(Field.of("former one until", until)));
    session.out().fields(fields);
    // On a line of its own, so that it can be copied whole.
    session.out().line(token.text("token").orElse(""));
    session.out().note("The token is shown this once: keep it now.");
  }
}
