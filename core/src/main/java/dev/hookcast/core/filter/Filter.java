package dev.hookcast.core.filter;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.Naming.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a subscription wants. The parts are all required, each list is met by any of its
 * entries, and an empty list restricts nothing.
 *
 * @param states the dialect's words for how far an event had come
 * @param results the dialect's words for how it ended; {@code *} is any
 */
public record Filter(
    List<EventPattern> events,
    List<EventPattern> excludedEvents,
    Set<EventStatus> statuses,
    List<String> states,
    List<String> results,
    Places places) {
  /** Wants everything but operational events. */
  public static final Filter ALL =
      new Filter(List.of(), List.of(), Set.of(), List.of(), List.of(), Places.ANYWHERE);

  public Filter {
    events = List.copyOf(events);
    excludedEvents = List.copyOf(excludedEvents);
    statuses = Set.copyOf(statuses);
    states = List.copyOf(states);
    results = List.copyOf(results);
  }

  /** The same, wanting these states. */
  public Filter inStates(List<String> wanted) {
    return new Filter(events, excludedEvents, statuses, wanted, results, places);
  }

  /** Says whether an event that the dialect calls {@code named} is wanted. */
  public Verdict consider(Event event, Named named) {
    return objection(event, named).<Verdict>map(Verdict.Skipped::new).orElse(Verdict.MATCHED);
  }

  private Optional<String> objection(Event event, Named named) {
    if (!wanted(event, named)) {
      return Optional.of(called(event, named) + " isn't subscribed");
    }
    if (excludedEvents.stream().anyMatch(p -> p.matches(event.type(), named))) {
      return Optional.of(called(event, named) + " is excluded");
    }
    boolean asked = statuses.contains(event.status());
    if (!asked && (named.onRequest() || !statuses.isEmpty())) {
      return Optional.of("the status " + event.status().word() + " isn't subscribed");
    }
    return outside("state", states, named.state())
        .or(() -> outside("result", results, named.result()))
        .or(() -> places.objection(event.scope()));
  }

  /** The type, and the dialect's word for it if that is another. */
  private static String called(Event event, Named named) {
    var type = event.type().value();
    var word = named.word().equals(type) ? "" : " (" + named.word() + ")";
    return "the event type " + type + word;
  }

  private boolean wanted(Event event, Named named) {
    return events.isEmpty()
        ? EventPattern.ALL.matches(event.type(), named)
        : events.stream().anyMatch(p -> p.matches(event.type(), named));
  }

  private static Optional<String> outside(
      String what, List<String> wanted, Optional<String> given) {
    boolean met =
        wanted.isEmpty() || wanted.contains("*") || given.filter(wanted::contains).isPresent();
    return met
        ? Optional.empty()
        : Optional.of(
            given
                .map(g -> "the " + what + " " + g + " isn't subscribed")
                .orElse("the event has no " + what));
  }
}
