package dev.hookcast.core.api;

import dev.hookcast.core.Problem;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.spi.OptionSpec;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import dev.hookcast.core.subscription.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says whether a subscription can work with these settings. */
record SettingsCheck(Sinks sinks) {
  // By this name every sink has it that verifies certificates.
  private static final String VERIFY = "ssl_verify";

  /** Why these settings can't be taken. */
  List<Problem> problems(Settings settings) {
    var problems = new ArrayList<Problem>();
    var sink = sinks.ofKind(settings.sink().kind());
    sink.ifPresent(known -> problems.addAll(optionProblems(known, settings)));
    if (sink.isEmpty()) {
      problems.add(new Problem("/sink", "sink_unknown", "The sinks are " + sinks.kinds() + "."));
    }
    if (settings.dialect().closed()) {
      problems.addAll(unknownEvents(settings));
    }
    return problems;
  }

  /** Settings that have no problems in the form in which they are kept. */
  Settings tidied(Settings settings) {
    return sinks.ofKind(settings.sink().kind()).map(s -> s.tidied(settings)).orElse(settings);
  }

  /** What stands in the way of settings that have no problems by themselves. Asks outside. */
  Sink.Outlook outlook(Settings settings) {
    return sinks
        .ofKind(settings.sink().kind())
        .map(sink -> sink.outlook(settings).under("/options"))
        .orElse(Sink.Outlook.CLEAR);
  }

  /** True if requests of the two go to different places. */
  boolean leadElsewhere(Settings one, Settings other) {
    return !destination(one).equals(destination(other));
  }

  private Optional<String> destination(Settings settings) {
    return sinks.ofKind(settings.sink().kind()).flatMap(sink -> sink.destination(settings));
  }

  /** What keeps a subscription from working that has these settings already. */
  List<Problem> errors(Settings settings) {
    var errors = problems(settings);
    for (var option : unreadable(settings)) {
      errors.add(
          new Problem(
              "/options" + option,
              "secret_unreadable",
              "What is stored here can't be read any more; set it anew."));
    }
    return errors;
  }

  /** What is allowed but probably not meant. */
  List<Problem> warnings(Settings settings) {
    var found = new ArrayList<>(cautions(settings));
    if (!settings.dialect().closed()) {
      found.addAll(unknownEvents(settings));
    }
    return found;
  }

  /** What gives up something that others rely on. */
  static List<Problem> cautions(Settings settings) {
    boolean verified = settings.sink().options().bool(VERIFY).orElse(true);
    return verified
        ? List.of()
        : List.of(
            new Problem(
                "/options/" + VERIFY,
                "tls_unverified",
                "TLS certificates aren't verified: anybody on the way can read and answer."));
  }

  /** What is allowed, but neither meant nor any use as things stand. */
  List<Problem> allWarnings(Settings settings) {
    var found = new ArrayList<>(warnings(settings));
    if (!settings.enabled()) {
      found.add(
          new Problem("/enabled", "subscription_paused", "It is paused and gets no deliveries."));
    }
    return found;
  }

  /** What a sink says of a secret that can't be read is only that it isn't there. */
  private List<Problem> optionProblems(Sink sink, Settings settings) {
    var unreadable = unreadable(settings);
    return sink.check(settings).stream()
        .filter(problem -> unreadable.stream().noneMatch(at -> isAt(problem, at)))
        .map(problem -> problem.under("/options"))
        .toList();
  }

  private List<String> unreadable(Settings settings) {
    var secrets = settings.sink().secrets();
    return sinks.ofKind(settings.sink().kind()).stream()
        .flatMap(sink -> sink.spec().options().stream())
        .filter(option -> unreadable(secrets, option.kind()))
        .map(option -> "/" + option.name())
        .toList();
  }

  private static boolean unreadable(Secrets secrets, OptionSpec.Kind kind) {
    return switch (kind) {
      case SIGNING_SECRET -> secrets.unreadable().contains(Part.SIGNING);
      case SECRET, SECRETS -> secrets.unreadable().contains(Part.OTHERS);
      case TEXT, BOOLEAN, DURATION -> false;
    };
  }

  private static boolean isAt(Problem problem, String pointer) {
    return (problem.pointer() + "/").startsWith(pointer + "/");
  }

  private static List<Problem> unknownEvents(Settings settings) {
    var found = new ArrayList<Problem>();
    note(found, settings, "/filter/events/", settings.filter().events());
    note(found, settings, "/filter/excluded_events/", settings.filter().excludedEvents());
    return found;
  }

  private static void note(
      List<Problem> found, Settings settings, String at, List<EventPattern> patterns) {
    for (int i = 0; i < patterns.size(); i++) {
      var text = patterns.get(i).text();
      if (!known(settings, text)) {
        found.add(
            new Problem(
                at + i,
                "unknown_event",
                "Neither Hookcast nor "
                    + settings.dialect().name()
                    + " has an event of this name."));
      }
    }
  }

  private static boolean known(Settings settings, String text) {
    return text.equals("*")
        || text.endsWith(".*")
        || settings.dialect().words().contains(text)
        || settings.dialect().aliases().contains(text)
        || Stream.concat(EventCatalogue.all().stream(), EventCatalogue.operational().stream())
            .map(EventType::value)
            .anyMatch(text::equals);
  }
}
