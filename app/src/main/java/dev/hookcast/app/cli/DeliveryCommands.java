package dev.hookcast.app.cli;

import dev.hookcast.app.client.Query;
import dev.hookcast.app.terminal.Style;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hookcast deliveries}. */
@Command(name = "deliveries", description = "Which event went where, and how that went.")
final class DeliveryCommands {
  private final Sessions sessions;

  DeliveryCommands(Sessions sessions) {
    this.sessions = sessions;
  }

  @Command(name = "list", description = "Deliveries, the newest first.")
  int list(@Mixin DeliveryFilter filter, @Mixin PageOptions pages, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.list(session.path("deliveries"), filter.query(), pages, DeliveryView.listing());
  }

  @Command(
      name = "show",
      description = "One delivery: every attempt with what was sent and what came back.")
  int show(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    return session.show(
        session.api().get(session.path("deliveries", id)), new DeliveryView(session)::print);
  }

  @Command(name = "resend", description = "Try once more now, whatever the schedule says.")
  int resend(@Parameters(paramLabel = "ID") String id, @Mixin ServerOptions server) {
    var session = sessions.open(server);
    var answer = session.api().post(session.path("deliveries", id, "resend"));
    return session.show(
        answer,
        d -> {
          session.out().line("Resending " + d.text("id").orElse(id));
          session.out().line("Look at it with: hookcast deliveries show " + id, Style.FAINT);
        });
  }

  /** Which deliveries are wanted. */
  static final class DeliveryFilter {
    @Option(
        names = "--subscription",
        paramLabel = "ID",
        description = "Only for this subscription.")
    Optional<String> subscription = Optional.empty();

    @Option(names = "--event", paramLabel = "ID", description = "Only of this event.")
    Optional<String> event = Optional.empty();

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only waiting, sending, delivered, exhausted or cancelled.")
    Optional<String> state = Optional.empty();

    @Mixin final TimeOptions time = new TimeOptions();

    private Query query() {
      return time.in(Query.NONE)
          .with("subscription_id", subscription)
          .with("event_id", event)
          .with("state", state);
    }
  }
}
