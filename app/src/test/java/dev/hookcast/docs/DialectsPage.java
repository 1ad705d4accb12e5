package dev.hookcast.docs;

import static java.util.stream.Collectors.joining;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.dialect.Recipient;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes docs/dialects/README.md from the dialects themselves. */
final class DialectsPage {
  private static final List<Dialect> DIALECTS = Dialects.all().list();
  private static final String NO_WORD = "–";

  private DialectsPage() {}

  /** The whole page. */
  static String text() {
    return BEFORE
        + DIALECTS.stream().map(DialectsPage::link).collect(joining())
        + RULES
        + header("")
        + row("events listed", d -> "%d".formatted(d.words().size()))
        + row("further events", d -> d.closed() ? "refused" : "carried")
        + row("`Content-Type`", d -> "`" + d.contentType() + "`")
        + row("success", d -> d.terms().successFrom() + "–" + d.terms().successTo())
        + row("a 410 pauses the subscription", d -> d.terms().failuresStop() ? "yes" : "no")
        + row("attempts by default", d -> "%d".formatted(d.terms().retry().schedule().size() + 1))
        + row("makes a secret by itself", d -> d.freshSecret(() -> 0L).isPresent() ? "yes" : "no")
        + MIDDLE
        + header("event type")
        + EventCatalogue.types().stream().map(DialectsPage::rows).collect(joining())
        + OF_ONE
        + DIALECTS.stream().skip(1).map(DialectsPage::ofOne).collect(joining())
        + STATES
        + header("status")
        + Arrays.stream(EventStatus.values()).map(DialectsPage::states).collect(joining())
        + AFTER;
  }

  private static String link(Dialect dialect) {
    return "- [%1$s](%1$s.md)\n".formatted(dialect.name());
  }

  private static String header(String first) {
    return row(first, Dialect::name) + "|---".repeat(DIALECTS.size() + 1) + "|\n";
  }

  private static String row(String first, Function<Dialect, String> cell) {
    return Stream.concat(Stream.of(first), DIALECTS.stream().map(cell))
        .collect(joining(" | ", "| ", " |\n"));
  }

  private static String rows(EventType type) {
    if (!type.equals(EventType.DEPLOY)) {
      return row("`" + type + "`", d -> words(d, status -> EventExamples.of(type, status)));
    }
    return Stream.of("push", "promotion", "rollback", "redeploy")
        .map(
            cause ->
                row(
                    "`" + type + "`, cause " + cause,
                    d -> words(d, status -> deploy(status, cause))))
        .collect(joining());
  }

  /** What only this platform tells: a table, or a list if it is told by the same names. */
  private static String ofOne(Dialect dialect) {
    var all =
        EventCatalogue.ofOnePlatform().stream()
            .map(type -> Said.of(type, words(dialect, status -> EventExamples.of(type, status))))
            .filter(said -> !said.word().equals(NO_WORD))
            .toList();
    if (all.isEmpty()) {
      return "";
    }
    if (all.stream().allMatch(Said::bySameName)) {
      var names = all.stream().map(Said::word).collect(joining(", "));
      return "\n`%s`, by the same names: %s.\n".formatted(dialect.name(), names);
    }
    var limits = all.stream().map(Said::limit).distinct().toList();
    var common = limits.size() == 1 ? limits.getFirst() : "";
    return "\n| event type | `%s`%s |\n|---|---|\n".formatted(dialect.name(), common)
        + all.stream().map(said -> said.row(common)).collect(joining());
  }

  /** A type, its word, and in which status it is said if not in all. */
  private record Said(EventType type, String word, String limit) {
    static Said of(EventType type, String words) {
      int comma = words.indexOf(", ");
      return comma < 0
          ? new Said(type, words, "")
          : new Said(type, words.substring(0, comma), words.substring(comma));
    }

    boolean bySameName() {
      return word.equals("`" + type + "`") && limit.isEmpty();
    }

    String row(String common) {
      return "| `%s` | %s%s |\n".formatted(type, word, limit.equals(common) ? "" : limit);
    }
  }

  private static String states(EventStatus status) {
    var event = deploy(status, "push");
    return row(
        status.word(),
        dialect -> named(dialect, event).map(n -> state(dialect, event, n)).orElse(NO_WORD));
  }

  private static String state(Dialect dialect, Event event, Named named) {
    var payload = dialect.render(event, new Recipient(OrganizationId.DEFAULT, 1, 1, 1, List.of()));
    var said =
        Stream.of("event", "event_type", "eventType", "status", "state", "result")
            .flatMap(member -> payload.text(member).map(t -> member + " `" + t + "`").stream())
            .collect(joining(", "));
    return named.onRequest() ? said + ", only if asked for" : said;
  }

  /** The words for an event in each status, most often the same. */
  private static String words(Dialect dialect, Function<EventStatus, Event> event) {
    var words = new ArrayList<String>();
    var told = new ArrayList<String>();
    var untold = new ArrayList<String>();
    for (var status : EventStatus.values()) {
      var named = named(dialect, event.apply(status));
      named.map(n -> "`" + n.word() + "`").ifPresent(words::add);
      (named.isPresent() ? told : untold).add(status.word());
    }
    var said = words.stream().distinct().collect(joining(", "));
    return switch (told.size()) {
      case 0 -> NO_WORD;
      case 1 -> said + ", " + told.getFirst() + " only";
      case 4 -> said;
      default -> said + ", but not " + String.join(", ", untold);
    };
  }

  private static Optional<Named> named(Dialect dialect, Event event) {
    return switch (dialect.name(event)) {
      case Named named -> Optional.of(named);
      case Naming.Unnamed unnamed -> Optional.empty();
    };
  }

  private static Event deploy(EventStatus status, String cause) {
    var document = EventJson.write(EventExamples.of(EventType.DEPLOY, status));
    var deployment = document.object("deployment").with("cause", Json.of(cause));
    return EventJson.read(document.with("deployment", explained(deployment, cause)));
  }

  /** With what belongs to the cause, which some dialects can't do without. */
  private static JsonObject explained(JsonObject deployment, String cause) {
    return switch (cause) {
      case "promotion" -> deployment.with("source_environment", Json.of("staging"));
      case "rollback" -> deployment.with("rolled_back_to", Json.of(24));
      default -> deployment;
    };
  }

  private static final String BEFORE =
      """
      # Dialects

      This page says which platforms' languages Hookcast speaks today, and which event is called what in each.
      It is generated from the code; a test fails when it is stale.

      A dialect is one platform's language: the names of its events, the JSON it sends, its headers and signature, what it counts as success, and how often it tries.
      A subscription names one (`"dialect":"convox"`); without a name it gets `cloudevents`.

      """;

  private static final String RULES =
      """

      ## What holds for all

      - What came in through a dialect leaves through the same dialect as the same document, byte for byte when it was published alone: the fields nobody knows, the number literals and the order of the members too. Only Horizon adds the numbers of the webhook and of the log entry, as it does itself.
      - Across dialects an event is translated if the target has a word for it. Otherwise that subscription gets no delivery of it.
      - What isn't known is left out of the payload, never invented.
      - `GET /v1/dialects/NAME` (or `hookcast dialects show NAME`) answers with a JSON Schema and an example of every payload.

      ## Terms

      """;

  private static final String MIDDLE =
      """

      The waits between attempts are 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, each up to 20 % shorter or longer. Divshot waits the first five of them, to the second; Horizon doesn't try again by itself.
      They are copied into a subscription when it is created, and can be changed there: see [deliveries](../deliveries.md#when-it-is-tried-again).

      ## Event types and their words

      A dash means: no word, so no delivery. An event that lacks what its word needs (an application's name for most of Convox, a project's id for Platform.sh, a version for Divshot, a number as its id for Horizon) makes no delivery either.

      """;

  private static final String OF_ONE =
      """

      ## Types of one platform

      Types that only one platform has a word for. `cloudevents` calls these too by the type itself; for all others they are a dash.
      """;

  private static final String STATES =
      """

      A type that is in none of these tables passes through: `cloudevents` calls it by its own name, the others have no word for it, unless it came in through them.

      ## How far it had come

      What each dialect says of a deployment, by its status.

      """;

  private static final String AFTER =
      """

      Divshot tells only of what went out, Horizon only of what begins. Convox tells of a beginning only those whose filter names the status `started`. Platform.sh subscriptions want the state `complete` unless their filter says otherwise: see [filters](../filters.md).

      ## Refreshing this page

      After a change to a dialect:

      ```sh
      mvn package -pl app -am -Dtest=DialectsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true
      ```
      """;
}
