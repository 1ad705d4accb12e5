package dev.hookcast.slack;

import dev.hookcast.core.event.Actor;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message says about an event, before it takes Slack's form. Never anything out of the
 * event's data: publishers put passwords there.
 *
 * @param facts what is known, each under its label
 * @param said what the publisher had to say; of a failure, why
 * @param log the text of the log, if it is one; an address is among the links
 */
record Message(
    String headline,
    EventStatus status,
    List<Fact> facts,
    List<Link> links,
    Optional<String> said,
    Optional<String> log,
    Context context) {
  private static final int LOOKED_AT = 20_000; // a log can have megabytes, a message has no room

  /** Something known. */
  record Fact(String label, String value) {}

  /** Somewhere to go. */
  record Link(String label, String url) {}

  /** Where and when, for those who look twice. */
  record Context(List<Fact> places, Instant at) {}

  static Message of(Event event) {
    var details = event.details();
    return new Message(
        Headline.of(event),
        event.status(),
        facts(event),
        links(event, details),
        given(details.message().map(Message::beginning)),
        given(details.log().filter(log -> !isUrl(log)).map(Message::end)),
        new Context(
            places(event.scope()), event.times().completedAt().orElse(event.times().occurredAt())));
  }

  private static List<Fact> facts(Event event) {
    var scope = event.scope();
    var details = event.details();
    var deployment = details.deployment().orElse(Deployment.UNKNOWN);
    var facts = new ArrayList<Fact>();
    add(facts, "Project", scope.project().flatMap(Named::label));
    add(facts, "App", scope.application().flatMap(Named::label));
    add(facts, "Environment", environments(scope.environments()));
    add(facts, "Version", version(deployment));
    add(facts, "Build", details.build());
    add(facts, "Commit", deployment.commit().map(Message::abbreviated));
    add(facts, "Author", details.actor().flatMap(Actor::label));
    add(
        facts,
        "Duration",
        event.times().duration().filter(d -> !d.isNegative()).map(Message::text));
    return facts;
  }

  private static List<Fact> places(Scope scope) {
    var places = new ArrayList<Fact>();
    add(places, "Rack", scope.rack());
    add(places, "Cluster", scope.cluster().flatMap(cluster -> cluster.name().or(cluster::id)));
    add(places, "Group", scope.group().flatMap(group -> group.name().or(group::id)));
    return places;
  }

  private static List<Link> links(Event event, Details details) {
    var deployment = details.deployment().orElse(Deployment.UNKNOWN);
    var name = new Names(event, 40).subject().orElse("it");
    var links = new ArrayList<Link>();
    deployment.url().ifPresent(url -> links.add(new Link("Open " + name, url)));
    deployment
        .permanentUrl()
        .filter(url -> !deployment.url().equals(Optional.of(url)))
        .ifPresent(url -> links.add(new Link("This version", url)));
    details.log().filter(Message::isUrl).ifPresent(url -> links.add(new Link("Log", url)));
    return links;
  }

  private static Optional<String> environments(List<Environment> environments) {
    if (environments.size() != 1) {
      var names = environments.stream().flatMap(e -> e.label().stream()).limit(20).toList();
      return given(Optional.of(String.join(", ", names)));
    }
    var only = environments.getFirst();
    var type = only.type().map(t -> t.toLowerCase(Locale.ROOT));
    return only.label()
        .map(
            name ->
                type.filter(t -> !t.equalsIgnoreCase(name))
                    .map(t -> name + " (" + t + ")")
                    .orElse(name))
        .or(() -> type);
  }

  private static Optional<String> version(Deployment deployment) {
    var number = deployment.version().map(version -> Long.toString(version));
    return number
        .map(n -> deployment.id().map(id -> n + " (" + id + ")").orElse(n))
        .or(deployment::id);
  }

  private static String abbreviated(String commit) {
    return commit.matches("[0-9a-f]{12,64}") ? commit.substring(0, 7) : commit;
  }

  private static String text(Duration duration) {
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), LOOKED_AT));
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - LOOKED_AT));
  }

  private static boolean isUrl(String log) {
    return log.length() <= LOOKED_AT && log.strip().matches("https?://\\S+");
  }

  private static void add(List<Fact> facts, String label, Optional<String> value) {
    given(value).ifPresent(known -> facts.add(new Fact(label, known)));
  }

  private static Optional<String> given(Optional<String> text) {
    return text.filter(t -> !Mrkdwn.line(t).isEmpty());
  }
}
