package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.CallOptions;
import dev.hookcast.app.cli.DataOption;
import dev.hookcast.app.cli.ServerOptions;
import dev.hookcast.app.cli.Session;
import dev.hookcast.app.cli.Sessions;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast convox services}. */
@Command(
    name = "services",
    description = "List the webhooks of a rack, or do something with one.",
    footer = {
      "",
      "For create, --url is the receiver's address; the service's goes first:",
      "  hookcast --url http://127.0.0.1:8080 convox services create webhook --url URL"
    })
final class ConvoxServices implements Callable<Integer> {
  private final Sessions sessions;

  @Mixin private final RackOption rack = new RackOption();
  @Mixin private final ServerOptions server = new ServerOptions();

  ConvoxServices(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    var door = door(sessions.open(server), rack);
    return door.session().showAny(door.call("GET"), services -> list(door.session(), services));
  }

  @Command(name = "create", description = "Create a webhook, which gets every event of its rack.")
  int create(
      @Parameters(paramLabel = "TYPE", description = "Its type: webhook.") String type,
      @Option(names = "--url", paramLabel = "URL", description = "Where events go.")
          Optional<String> url,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "What it is called (default: webhook- and a number).")
          Optional<String> name,
      @Mixin RackOption rack,
      @Mixin DataOption data,
      @Mixin CallOptions call) {
    var session = sessions.open(data, call);
    var form =
        Query.NONE
            .with("type", Optional.of(type))
            .with("name", name)
            .with("url", url)
            .with("rack", rack.rack);
    return session.show(
        services(session, Query.NONE).call("POST", Content.form(form)),
        made -> say(session, "Creating " + text(made, "name") + " (" + type + ")", made));
  }

  @Command(name = "info", description = "Show one webhook.")
  int info(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin RackOption rack,
      @Mixin ServerOptions server) {
    var door = door(sessions.open(server), rack);
    return door.session().show(door.call("GET", name), service -> info(door.session(), service));
  }

  @Command(name = "delete", description = "Delete a webhook.")
  int delete(
      @Parameters(paramLabel = "NAME") String name,
      @Mixin RackOption rack,
      @Mixin ServerOptions server) {
    var door = door(sessions.open(server), rack);
    return door.session()
        .show(
            door.call("DELETE", name),
            gone -> say(door.session(), "Deleting " + text(gone, "name"), gone));
  }

  private static Door door(Session session, RackOption rack) {
    return services(session, Query.NONE.with("rack", rack.rack));
  }

  private static Door services(Session session, Query query) {
    return new Door(session, List.of("services"), query);
  }

  private static void say(Session session, String doing, JsonObject service) {
    session.out().line(doing + "... " + text(service, "status").toUpperCase(Locale.ROOT));
  }

  private static void list(Session session, Json services) {
    var table = new Table(List.of(Column.id("NAME"), Column.of("TYPE"), Column.of("STATUS")));
    if (services instanceof JsonArray list) {
      Session.objects(list).forEach(s -> table.add(row(s)));
    }
    session.out().table(table);
  }

  private static List<Cell> row(JsonObject service) {
    return List.of(
        Cell.of(text(service, "name")),
        Cell.of(text(service, "type")),
        Cell.of(text(service, "status")));
  }

  private static void info(Session session, JsonObject service) {
    var table = new Table(List.of(Column.id(""), Column.id("")));
    table.add(List.of(Cell.of("Name"), Cell.of(text(service, "name"))));
    table.add(List.of(Cell.of("Status"), Cell.of(text(service, "status"))));
    table.add(List.of(Cell.of("URL"), Cell.of(text(service, "url"))));
    session.out().table(table);
  }

  private static String text(JsonObject service, String member) {
    return service.text(member).orElse("");
  }
}
