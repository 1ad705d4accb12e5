package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The events that can be chosen one by one. */
record EventChoices(List<Group> groups) {
  EventChoices {
    groups = List.copyOf(groups);
  }

  /**
   * Some that belong together.
   *
   * @param usual true if most people look for theirs here
   */
  record Group(String title, boolean usual, List<Choice> choices) {
    Group {
      choices = List.copyOf(choices);
    }
  }

  /**
   * One event.
   *
   * @param pattern as a filter names it
   * @param words what it stands for; empty if there are no words for it
   */
  record Choice(String pattern, String words) {}

  /** Those of a dialect: its own words first, where it has some. */
  static EventChoices of(Dialect dialect, Vocabulary vocabulary, boolean inDialect) {
    var types = vocabulary.types(inDialect);
    var words = dialect.words().stream().filter(word -> !types.contains(word)).toList();
    var groups = new ArrayList<Group>();
    if (!words.isEmpty()) {
      groups.add(
          new Group(
              "In the words of the dialect " + dialect.name(), true, choices(words, vocabulary)));
    }
    byObject(types, EventCatalogue.types())
        .forEach(
            (object, some) ->
                groups.add(
                    new Group(
                        EventNouns.capital(EventNouns.things(object)),
                        words.isEmpty(),
                        choices(some, vocabulary))));
    var rest =
        types.stream()
            .filter(type -> !EventCatalogue.types().contains(new EventType(type)))
            .toList();
    if (!rest.isEmpty()) {
      groups.add(new Group("Told by a single platform only", false, choices(rest, vocabulary)));
    }
    return new EventChoices(groups);
  }

  /** True if it stands here to be chosen. */
  boolean offers(String pattern) {
    return groups.stream()
        .flatMap(group -> group.choices().stream())
        .anyMatch(choice -> choice.pattern().equals(pattern));
  }

  private static Map<String, List<String>> byObject(List<String> types, List<EventType> common) {
    return types.stream()
        .filter(type -> common.contains(new EventType(type)))
        .collect(
            Collectors.groupingBy(
                type -> type.substring(0, type.indexOf('.')),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static List<Choice> choices(List<String> patterns, Vocabulary vocabulary) {
    return patterns.stream()
        .map(pattern -> new Choice(pattern, vocabulary.words(pattern).orElse("")))
        .toList();
  }
}
