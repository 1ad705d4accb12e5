package dev.hookcast.app.cli;

import dev.hookcast.app.client.Answer;
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

/** {@code hookcast organizations}. */
@Command(name = "organizations", description = "The tenants; none sees what another has.")
final class OrganizationCommands {
  private static final String ALL = "organizations";

  private final Sessions sessions;

  OrganizationCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(
      name = "create",
      description = "Make an organization; its id is used once and never again.",
      footer = {
        "",
        "Then make a token for it:",
        "  hookcast --org ID tokens create --name NAME --scope owner"
      })
  int create(
      @Parameters(paramLabel = "ID", description = "Lower-case letters, digits, inner hyphens.")
          String id,
      @Option(names = "--name", paramLabel = "NAME", description = "For people (default: the id).")
          Optional<String> name,
      @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var wanted = JsonObject.writing().put("id", id).putText("name", name).done();
    var content = Content.json(session.format().write(wanted));
    return show(session, "Created ", session.api().post(Session.commonPath(ALL), content));
  }

  @Command(name = "list", description = "The organizations that the token may see.")
  int list(@Mixin PageOptions pages, @Mixin ServerOptions server) {
    var listing =
        new Listing(
            ALL,
            List.of(Column.id("ID"), Column.of("NAME"), Column.of("CREATED")),
            o -> List.of(cell(o, "id"), cell(o, "name"), cell(o, "created_at")));
    return sessions.open(server).list(Session.commonPath(ALL), Query.NONE, pages, listing);
  }

  @Command(name = "show", description = "One organization.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return show(session, "", session.api().get(Session.commonPath(ALL, id)));
  }

  @Command(
      name = "delete",
      description = "End an organization with its subscriptions, secrets and tokens, for good.")
  int delete(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.deleted(id, session.api().delete(Session.commonPath(ALL, id)));
  }

  private static int show(Session session, String headline, Answer answer) {
    return session.show(
        answer,
        o -> {
          session.out().line(headline + o.text("id").orElse(""), Style.STRONG);
          session
              .out()
              .fields(
                  List.of(
                      new Field("name", cell(o, "name")),
                      new Field("created", cell(o, "created_at"))));
        });
  }

  private static Cell cell(JsonObject organization, String name) {
    return Cell.of(organization.text(name).orElse(""));
  }
}
