package dev.hookcast.app.cli;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hookcast tail}. */
@Command(
    name = "tail",
    description = "Watch events and attempts as they come, until it is stopped (Ctrl-C).",
    footer = {"", "With --json each is a line; what it is stands in its member \"kind\"."})
final class TailCommand implements Callable<Integer> {
  private static final String DATA = "data: ";

  private final Sessions sessions;

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      description = "Only attempts of this subscription.")
  Optional<String> subscription = Optional.empty();

  @Option(names = "--failed", description = "Only attempts that didn't arrive.")
  boolean failed;

  @Mixin private final ServerOptions server = new ServerOptions();

  TailCommand(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public Integer call() {
    var session = sessions.open(server);
    var view = new NewsView(session);
    session
        .api()
        .follow(
            session.path("stream"),
            line -> {
              tell(session, view, line);
              return !session.out().broken();
            });
    return 0;
  }

  private void tell(Session session, NewsView view, String line) {
    if (!line.startsWith(DATA)) {
      return;
    }
    var document = Bytes.utf8(line.substring(DATA.length()));
    var news = session.object(document);
    if (!wanted(news)) {
      return;
    }
    if (session.verbatim()) {
      session.out().raw(document);
    } else {
      view.print(news);
    }
  }

  private boolean wanted(JsonObject news) {
    return switch (news.text("kind").orElse("")) {
      case "attempt" ->
          subscription.filter(id -> !news.text("subscription_id").equals(Optional.of(id))).isEmpty()
              && !(failed && news.text("outcome").equals(Optional.of("delivered")));
      case "event" -> subscription.isEmpty() && !failed;
      default -> true;
    };
  }
}
