package dev.hookcast.http.platforms;

import static java.util.Map.entry;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Horizon's events by their names, in either spelling. */
final class HorizonEvents {
  static final String ANY = "*";

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          entry("applications_created", "Somebody created an application"),
          entry("applications_deleted", "Somebody deleted an application"),
          entry("applications_updated", "Somebody changed an application"),
          entry("applications_transferred", "An application moved to another group"),
          entry("clusters_created", "Somebody created a cluster"),
          entry("clusters_deleted", "Somebody deleted a cluster"),
          entry("clusters_updated", "Somebody changed a cluster"),
          entry("clusters_builddeployed", "A build of a cluster ended and its deployment began"),
          entry("clusters_deployed", "The deployment of a cluster began"),
          entry("clusters_rollbacked", "The rollback of a cluster began"),
          entry("clusters_freed", "A cluster gave its resources back"),
          entry("clsuters_restarted", "A cluster was restarted"),
          entry("clusters_rescheduled", "Pods of a cluster were deleted so as to start elsewhere"),
          entry("clusters_action", "Somebody started an action on a cluster"),
          entry("clusters_kubernetes_event", "Kubernetes told of something in a cluster"),
          entry("members_created", "Somebody became a member"),
          entry("members_updated", "A member got another role"),
          entry("members_deleted", "Somebody isn't a member any more"),
          entry("pipelineruns_created", "Somebody created a pipeline run"),
          entry("pipelineruns_cancelled", "Somebody cancelled a pipeline run"),
          entry("pipelineruns_executed", "A pipeline run was executed"));

  private final List<String> words;
  private final Map<String, Event> bySpelling;
  private final Dialect dialect;

  HorizonEvents(Dialect dialect) {
    this.dialect = dialect;
    this.words = dialect.words();
    this.bySpelling = new LinkedHashMap<>();
    Stream.concat(words.stream(), dialect.aliases().stream())
        .forEach(spelling -> bySpelling.put(spelling, example(spelling)));
  }

  /** Every event with what it tells. */
  JsonObject described() {
    var described = JsonObject.writing();
    words.forEach(word -> described.put(word, DESCRIPTIONS.getOrDefault(word, word)));
    return described.done();
  }

  /** True for the name of an event, and for {@link #ANY}. */
  boolean isTrigger(String text) {
    return text.equals(ANY) || bySpelling.containsKey(text);
  }

  /** The type of an event of this name; nothing if Horizon has no such event. */
  Set<EventType> types(String spelling) {
    return Optional.ofNullable(bySpelling.get(spelling))
        .map(event -> Set.of(event.type()))
        .orElse(Set.of());
  }

  /**
   * What a filter wants, as triggers: each pattern in its own spelling, or, where it is written in
   * Hookcast's words, the names of the events that it takes in.
   */
  List<String> triggers(List<EventPattern> wanted) {
    return wanted.isEmpty()
        ? List.of(ANY)
        : wanted.stream().flatMap(this::triggers).distinct().toList();
  }

  private Stream<String> triggers(EventPattern pattern) {
    return isTrigger(pattern.text())
        ? Stream.of(pattern.text())
        : words.stream().filter(word -> matches(pattern, word));
  }

  private boolean matches(EventPattern pattern, String word) {
    var event = Optional.ofNullable(bySpelling.get(word)).orElseThrow();
    return dialect.name(event) instanceof Named named && pattern.matches(event.type(), named);
  }

  /** The least that an event of this name can be. */
  private Event example(String spelling) {
    var document = JsonObject.writing().put("eventType", spelling).done();
    return dialect.parse(document, new Arrival(new EventId("example"), Instant.EPOCH));
  }
}
