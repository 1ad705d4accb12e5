package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Pretty;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hookcast dialects}. */
@Command(name = "dialects", description = "The platforms' languages that Hookcast speaks.")
final class DialectCommands {
  private final Sessions sessions;

  DialectCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(name = "list", description = "Their names.")
  int list(@Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.showAny(
        session.api().get(Session.commonPath("dialects")),
        answer -> items(answer).forEach(d -> session.out().line(name(session, d))));
  }

  @Command(name = "show", description = "One dialect: its words, its schemas, examples.")
  int show(@Parameters(paramLabel = "NAME") String name, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.show(
        session.api().get(Session.commonPath("dialects", name)),
        dialect -> session.out().block(new Pretty(session.format()).text(dialect), ""));
  }

  private static List<Json> items(Json answer) {
    return switch (answer) {
      case JsonArray list -> list.items();
      case JsonObject page -> page.array("items").items();
      default -> List.of();
    };
  }

  private static String name(Session session, Json dialect) {
    return dialect instanceof JsonObject o ? o.text("name").orElse("") : session.line(dialect);
  }
}
