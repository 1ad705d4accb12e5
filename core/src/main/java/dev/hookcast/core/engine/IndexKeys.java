package dev.hookcast.core.engine;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.Cluster;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Group;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.filter.Places;
import dev.hookcast.core.subscription.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** By what a filter is filed, and by what an event is looked up: a type and a place each. */
final class IndexKeys {
  private static final Set<String> KNOWN =
      Stream.concat(EventCatalogue.all().stream(), EventCatalogue.operational().stream())
          .map(EventType::value)
          .collect(Collectors.toSet());

  /** Stands for what can't be told by a type, or by a place. */
  private static final String ANY = "*";

  /** A filter that would be filed more often than that is filed by its types alone. */
  private static final int MOST = 64;

  private static final List<Dimension> DIMENSIONS =
      List.of(
          new Dimension("project:", Places::projects, s -> words(s.project(), Named::words), true),
          new Dimension(
              "application:", Places::applications, s -> words(s.application(), Named::words)),
          new Dimension("cluster:", Places::clusters, s -> words(s.cluster(), Cluster::words)),
          new Dimension("rack:", Places::racks, s -> s.rack().stream()),
          new Dimension("group:", Places::groups, s -> words(s.group(), Group::words)),
          new Dimension(
              "environment:",
              Places::environments,
              s -> s.environments().stream().flatMap(Environment::words)));

  private IndexKeys() {}

  /** What a filter and an event have to have in common. */
  record Key(String type, String place) {}

  /** A kind of place, and how filters and events name it. */
  private record Dimension(
      String prefix,
      Function<Places, List<String>> wanted,
      Function<Scope, Stream<String>> given,
      boolean withoutCase) {
    Dimension(
        String prefix,
        Function<Places, List<String>> wanted,
        Function<Scope, Stream<String>> given) {
      this(prefix, wanted, given, false);
    }

    boolean tells(Places places) {
      var wanted = wanted().apply(places);
      return !wanted.isEmpty() && wanted.stream().noneMatch(text -> text.contains("*"));
    }

    String key(String word) {
      return prefix + (withoutCase ? word.toLowerCase(Locale.ROOT) : word);
    }
  }

  /** The keys of what is wanted: an event that has none of them isn't. */
  static Set<Key> of(Settings settings) {
    var types = types(settings);
    var places = places(settings.filter().places());
    var filed = types.size() * places.size() > MOST ? Set.of(ANY) : places;
    return types.stream()
        .flatMap(type -> filed.stream().map(place -> new Key(type, place)))
        .collect(Collectors.toSet());
  }

  /** The keys of an event, which these dialects may have words of their own for. */
  static List<Key> of(Event event, Collection<Dialect> dialects) {
    var places = new HashSet<String>();
    places.add(ANY);
    for (var dimension : DIMENSIONS) {
      dimension.given().apply(event.scope()).map(dimension::key).forEach(places::add);
    }
    return Stream.concat(
            types(event.type()), dialects.stream().flatMap(dialect -> words(dialect, event)))
        .flatMap(type -> places.stream().map(place -> new Key(type, place)))
        .toList();
  }

  /** The type and all that ends in a star and means it: {@code a.b.c}, {@code a.b.*}, … */
  private static Stream<String> types(EventType type) {
    var text = type.value();
    var types = Stream.<String>builder().add(ANY).add(text);
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      types.add(text.substring(0, dot + 1) + "*");
    }
    return types.build();
  }

  /** What the dialect calls it, and may be called for it. */
  private static Stream<String> words(Dialect dialect, Event event) {
    return switch (dialect.name(event)) {
      case Naming.Named named ->
          Stream.concat(Stream.of(named.word()), named.aliases().stream())
              .map(word -> word(dialect, word));
      case Naming.Unnamed unnamed -> Stream.empty();
    };
  }

  private static Set<String> types(Settings settings) {
    var patterns = settings.filter().events();
    return patterns.isEmpty()
        ? Set.of(ANY)
        : patterns.stream()
            .map(EventPattern::text)
            .flatMap(
                text ->
                    isWord(text)
                        ? Stream.of(text, word(settings.dialect(), text))
                        : Stream.of(text))
            .collect(Collectors.toSet());
  }

  /** True if it may be a dialect's word rather than a type. */
  private static boolean isWord(String text) {
    return !KNOWN.contains(text) && !text.endsWith(ANY);
  }

  private static String word(Dialect dialect, String word) {
    return dialect.name() + " " + word;
  }

  private static Set<String> places(Places places) {
    return DIMENSIONS.stream()
        .filter(dimension -> dimension.tells(places))
        .findFirst()
        .map(
            dimension ->
                dimension.wanted().apply(places).stream()
                    .map(dimension::key)
                    .collect(Collectors.toSet()))
        .orElse(Set.of(ANY));
  }

  private static <T> Stream<String> words(Optional<T> given, Function<T, Stream<String>> words) {
    return given.stream().flatMap(words);
  }
}
