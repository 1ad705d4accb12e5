package dev.hookcast.core.dialect;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A word of a dialect, shown by an event that is said with it.
 *
 * @param events the examples that are said with it, of each type and status
 */
public record WordExample(Dialect dialect, String word, List<Event> events) {
  private static final Recipient READER = new Recipient(OrganizationId.DEFAULT, 1, 1, 1, List.of());

  public WordExample {
    events = List.copyOf(events);
  }

  /**
   * What an event is called in Hookcast itself.
   *
   * @param statuses the statuses in which it is said with the word
   */
  public record Meaning(EventType type, List<EventStatus> statuses) {
    public Meaning {
      statuses = List.copyOf(statuses);
    }
  }

  /** Each word that an event which Hookcast knows can be said with. */
  public static List<WordExample> of(Dialect dialect) {
    var events = new LinkedHashMap<String, List<Event>>();
    for (var type : EventCatalogue.all()) {
      for (var status : EventStatus.values()) {
        for (var event : EventExamples.every(type, status)) {
          if (dialect.name(event) instanceof Naming.Named named) {
            events.computeIfAbsent(named.word(), word -> new ArrayList<>()).add(event);
          }
        }
      }
    }
    return events.entrySet().stream()
        .map(each -> new WordExample(dialect, each.getKey(), each.getValue()))
        .toList();
  }

  /** The payload of the first of its events. */
  public JsonObject payload() {
    return dialect.render(events.getFirst(), READER);
  }

  /** Which events it stands for. */
  public List<Meaning> meanings() {
    Map<EventType, List<EventStatus>> meanings = new LinkedHashMap<>();
    for (var event : events) {
      var statuses = meanings.computeIfAbsent(event.type(), type -> new ArrayList<>());
      if (!statuses.contains(event.status())) {
        statuses.add(event.status());
      }
    }
    return meanings.entrySet().stream()
        .map(each -> new Meaning(each.getKey(), each.getValue()))
        .toList();
  }
}
