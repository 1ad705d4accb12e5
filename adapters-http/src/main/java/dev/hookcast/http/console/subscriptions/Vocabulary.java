package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a dialect can say, found out by asking it.
 *
 * @param sayable the types that it has a word for, in which status
 * @param meanings what its own words stand for; of several types the first
 */
record Vocabulary(Map<String, Set<EventStatus>> sayable, Map<String, String> meanings) {
  static Vocabulary of(Dialect dialect) {
    var sayable = new LinkedHashMap<String, Set<EventStatus>>();
    var meanings = new LinkedHashMap<String, String>();
    for (var type : EventCatalogue.all()) {
      for (var status : EventStatus.values()) {
        if (dialect.name(EventExamples.of(type, status)) instanceof Naming.Named named) {
          sayable
              .computeIfAbsent(type.value(), each -> EnumSet.noneOf(EventStatus.class))
              .add(status);
          meanings.putIfAbsent(named.word(), type.value());
        }
      }
    }
    return new Vocabulary(sayable, meanings);
  }

  /** The types that can be sent: all of them, if it doesn't have to be in this dialect. */
  List<String> types(boolean inDialect) {
    return EventCatalogue.all().stream()
        .map(EventType::value)
        .filter(type -> !inDialect || sayable.containsKey(type))
        .toList();
  }

  /** What a word of the dialect, or a type, stands for, in words. */
  Optional<String> words(String pattern) {
    return EventNouns.of(pattern)
        .or(() -> Optional.ofNullable(meanings.get(pattern)).flatMap(EventNouns::of));
  }

  /** An example of this type that can be said, in this status if possible. */
  Event example(EventType type, EventStatus wanted) {
    var usable = sayable.getOrDefault(type.value(), EnumSet.allOf(EventStatus.class));
    var order = new ArrayList<>(List.of(wanted, EventStatus.SUCCEEDED));
    order.addAll(List.of(EventStatus.values()));
    return EventExamples.of(
        type, order.stream().filter(usable::contains).findFirst().orElse(wanted));
  }
}
