package dev.hookcast.app.cli;

import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Output.Field;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.JsonNull;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hookcast audit}. */
@Command(
    name = "audit",
    description = "Who changed what, when and from where, the newest first.",
    footer = {
      "",
      "Examples:",
      "  hookcast audit --action subscription.delete --since 2026-01-31T00:00:00Z",
      "  hookcast --org quay audit --json"
    })
final class AuditCommand implements Callable<Integer> {
  private final Sessions sessions;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Only this, such as subscription.change.")
  private Optional<String> action = Optional.empty();

  @Option(names = "--target", paramLabel = "ID", description = "Only what was done to this.")
  private Optional<String> target = Optional.empty();

  @Option(names = "--by-token", paramLabel = "ID", description = "Only what this token did.")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--everywhere",
      description = "Of every organization, deleted ones too; takes the admin token.")
  private boolean everywhere;

  @Mixin private final TimeOptions time = new TimeOptions();
  @Mixin private final PageOptions pages = new PageOptions();
  @Mixin private final ServerOptions server = new ServerOptions();

  AuditCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    var session = sessions.open(server);
    var query =
        time.in(Query.NONE)
            .with("action", action)
            .with("target_id", target)
            .with("token_id", token);
    var path = everywhere ? Session.commonPath("audit") : session.path("audit");
    return session.list(path, query, pages, listing());
  }

  @Command(
      name = "verify",
      description = "Look whether every entry is what was written; status 1 if one isn't.",
      footer = {
        "",
        "Keep the head elsewhere; later it shows whether the log was written anew:",
        "  hookcast audit verify --known HEAD"
      })
  int verify(
      @Option(
              names = "--known",
              paramLabel = "HEAD",
              description = "A head that was printed earlier: the log has to lead through it.")
          Optional<String> known,
      @Mixin ServerOptions verified) {
    var session = sessions.open(verified);
    var path = session.path("audit", "verify") + Query.NONE.with("known", known).text();
    var answer = session.api().get(path);
    session.show(answer, found -> print(session, found));
    return session.object(answer).bool("whole").orElse(false) ? 0 : 1;
  }

  private static void print(Session session, JsonObject found) {
    var broken = found.object("broken");
    boolean whole = found.bool("whole").orElse(false);
    var at =
        broken
            .text("id")
            .orElse("place " + session.line(broken.get("place").orElse(JsonNull.NULL)));
    session
        .out()
        .line(
            whole
                ? "The log is whole."
                : "Broken at " + at + ": " + broken.text("fault").orElse(""),
            Style.STRONG);
    var fields = new ArrayList<Field>();
    for (var name : List.of("entries", "unchained", "head")) {
      fields.add(Field.of(name, session.line(found.get(name).orElse(JsonNull.NULL))));
    }
    session.out().fields(fields);
  }

  private Listing listing() {
    var columns = new ArrayList<Column>();
    columns.add(Column.of("TIME"));
    if (everywhere) {
      columns.add(Column.of("ORGANIZATION"));
    }
    for (var heading : List.of("BY", "FROM", "ACTION")) {
      columns.add(Column.of(heading));
    }
    columns.add(Column.id("TARGET"));
    columns.add(Column.of("NAME"));
    columns.add(Column.of("CHANGED"));
    return new Listing("entries", columns, this::row);
  }

  private List<Cell> row(JsonObject entry) {
    var by = entry.object("by");
    var target = entry.object("target");
    var cells = new ArrayList<Cell>();
    cells.add(text(entry, "at"));
    if (everywhere) {
      cells.add(text(entry, "organization"));
    }
    cells.add(text(by, "name"));
    cells.add(Cell.of(by.text("address").orElse("-")));
    cells.add(text(entry, "action"));
    cells.add(text(target, "id"));
    cells.add(text(target, "name"));
    cells.add(Cell.of(String.join(", ", changed(entry))));
    return cells;
  }

  /** The names of what is something else now; nothing of what has just come or gone. */
  private static List<String> changed(JsonObject entry) {
    boolean both = !entry.object("before").members().isEmpty();
    return both ? List.copyOf(entry.object("after").members().keySet()) : List.of();
  }

  private static Cell text(JsonObject of, String name) {
    return Cell.of(of.text(name).orElse(""));
  }
}
