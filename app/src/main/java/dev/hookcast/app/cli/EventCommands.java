package dev.hookcast.app.cli;

import dev.hookcast.app.client.Api;
import dev.hookcast.app.client.Api.Content;
import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Style;
import dev.hookcast.app.terminal.Table;
import dev.hookcast.app.terminal.Table.Cell;
import dev.hookcast.app.terminal.Table.Column;
import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonArray;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast events}. */
@Command(name = "events", description = "What happened on the platform.")
final class EventCommands {
  private final Sessions sessions;
  private final Documents documents;

  EventCommands(Sessions sessions, Documents documents) {
    this.sessions = sessions;
    this.documents = documents;
  }

  @Command(
      name = "publish",
      description = "Tell Hookcast what happened: by flags, or as a document.",
      footer = {
        "",
        "Examples:",
        "  hookcast events publish --type environment.deploy --status failed \\",
        "    --project shop --environment production",
        "  hookcast events publish --file deploy.json --dialect qovery"
      })
  int publish(
      @Mixin PublishOptions event,
      @Mixin DocumentOptions document,
      @Option(
              names = "--idempotency-key",
              paramLabel = "KEY",
              description = "Publishing again under the same key changes nothing.")
          Optional<String> key,
      @Mixin UrlOption url,
      @Mixin CallOptions call) {
    document.check(event);
    var session = sessions.open(url, call);
    var body =
        document
            .file
            .map(documents::bytes)
            .orElseGet(() -> session.format().write(event.document(documents)));
    var path = session.path("events") + Query.NONE.with("dialect", document.dialect).text();
    var answer = session.api().post(path, new Content(body, document.type(body), key));
    return session.showAny(answer, json -> published(session, json));
  }

  @Command(name = "list", description = "Events, the newest first.")
  int list(@Mixin EventFilter filter, @Mixin PageOptions pages, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.list(session.path("events"), filter.query(), pages, EventView.listing());
  }

  @Command(name = "show", description = "One event and where it went.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.show(
        session.api().get(session.path("events", id)), new EventView(session)::print);
  }

  @Command(
      name = "explain",
      description =
          "Which subscriptions want an event as they are today, and why the others don't.")
  int explain(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.show(
        session.api().get(session.path("events", id, "explain")),
        answer -> {
          var listing = VerdictView.listing();
          Session.objects(answer.array("verdicts")).forEach(listing::add);
          listing.print(session.out());
        });
  }

  private static void published(Session session, Json answer) {
    var receipts =
        answer instanceof JsonArray batch
            ? Session.objects(batch)
            : answer instanceof JsonObject one ? List.of(one) : List.<JsonObject>of();
    var deliveries = new Table(List.of(Column.id("DELIVERY"), Column.id("SUBSCRIPTION")));
    for (var receipt : receipts) {
      session.out().line(headline(receipt), Style.STRONG);
      for (var delivery : Session.objects(receipt.array("deliveries"))) {
        deliveries.add(
            List.of(
                Cell.of(delivery.text("id").orElse("")),
                Cell.of(delivery.text("subscription_id").orElse(""))));
      }
    }
    if (!deliveries.isEmpty()) {
      session.out().table(deliveries);
    }
  }

  private static String headline(JsonObject receipt) {
    var known = receipt.bool("duplicate").orElse(false) ? "Known already: " : "Published ";
    var external = receipt.text("external_id").map(id -> " (" + id + ")").orElse("");
    long matched = receipt.integer("matched").orElse(receipt.array("deliveries").items().size());
    var goesTo = matched == 1 ? "1 subscription" : matched + " subscriptions";
    return known + receipt.text("id").orElse("") + external + ", for " + goesTo;
  }

  /** An event as a document. */
  static final class DocumentOptions {
    @Option(
        names = "--file",
        paramLabel = "FILE",
        description = "The event or events as they are sent, - for standard input.")
    Optional<String> file = Optional.empty();

    @Option(
        names = "--dialect",
        paramLabel = "NAME",
        description = "The platform whose payload the file is (default: Hookcast's own form).")
    Optional<String> dialect = Optional.empty();

    private void check(PublishOptions event) {
      if (file.isPresent() && !event.isEmpty()) {
        throw new Usage("give the event either by its flags or as --file");
      }
      if (dialect.isPresent() && file.isEmpty()) {
        throw new Usage("--dialect says what a --file is; without one it means nothing");
      }
    }

    private String type(Bytes body) {
      if (!dialect.equals(Optional.of("cloudevents"))) {
        return Api.JSON;
      }
      boolean batch = body.text().stripLeading().startsWith("[");
      return batch ? "application/cloudevents-batch+json" : "application/cloudevents+json";
    }
  }

  /** Which events are wanted. */
  static final class EventFilter {
    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
    Optional<String> type = Optional.empty();

    @Option(names = "--status", paramLabel = "STATUS", description = "Only of this status.")
    Optional<String> status = Optional.empty();

    @Option(names = "--project", paramLabel = "NAME", description = "Only of this project.")
    Optional<String> project = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME", description = "Only of this environment.")
    Optional<String> environment = Optional.empty();

    @Mixin final TimeOptions time = new TimeOptions();

    private Query query() {
      return time.in(Query.NONE)
          .with("type", type)
          .with("status", status)
          .with("project", project)
          .with("environment", environment);
    }
  }
}
