package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.filter.EventPattern;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.Places;
import dev.hookcast.core.filter.ProjectMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A filter's meaning in words. */
final class Wording {
  private static final int NAMED = 4; // more of a kind are counted only
  private static final String EVERYTHING = "everything";

  private final Filter filter;
  private final Vocabulary vocabulary;

  private Wording(Filter filter, Vocabulary vocabulary) {
    this.filter = filter;
    this.vocabulary = vocabulary;
  }

  /** One sentence, such as {@code Deployments that failed, in the project “Web Shop”.} */
  static String of(Filter filter, Vocabulary vocabulary) {
    return new Wording(filter, vocabulary).sentence();
  }

  /** Only which events, such as {@code Deployments that failed}. */
  static String events(Filter filter, Vocabulary vocabulary) {
    return EventNouns.capital(new Wording(filter, vocabulary).events());
  }

  private String sentence() {
    var parts = new ArrayList<String>();
    parts.add(events());
    add(parts, "but not ", called(filter.excludedEvents()), "");
    add(parts, "in the state ", quoted(real(filter.states())), "");
    add(parts, "with the result ", quoted(real(filter.results())), "");
    places(parts, filter.places());
    return EventNouns.capital(String.join(", ", parts)) + ".";
  }

  private static void places(List<String> parts, Places places) {
    add(parts, "on the rack ", quoted(places.racks()), "");
    var id = places.projectMatch() == ProjectMatch.ID;
    add(
        parts,
        "in ",
        beginnings(
            places.projects(),
            id ? "the project with the id " : "the project ",
            id ? "projects whose id begins with " : "projects whose name begins with "),
        "");
    add(
        parts,
        "in ",
        beginnings(
            places.environmentTypes(),
            "environments of the type ",
            "environments whose type begins with "),
        "");
    add(parts, "in the environment ", quoted(real(places.environments())), "");
    add(parts, "but not in the environment ", quoted(places.excludedEnvironments()), "");
    add(parts, "of the application ", quoted(places.applications()), "");
    add(parts, "in the cluster ", quoted(places.clusters()), "");
    add(parts, "in the group ", quoted(places.groups()), " or one below it");
  }

  private static void add(List<String> parts, String before, List<String> names, String after) {
    if (!names.isEmpty()) {
      parts.add(before + joined(names, "or") + after);
    }
  }

  private String events() {
    var wanted = filter.events();
    var noun =
        wanted.isEmpty() || wanted.contains(EventPattern.ALL)
            ? EVERYTHING
            : joined(called(wanted), "and");
    return noun + statuses();
  }

  private List<String> called(List<EventPattern> patterns) {
    return patterns.stream().map(EventPattern::text).map(this::called).distinct().toList();
  }

  private String called(String pattern) {
    return pattern.endsWith(".*")
        ? "everything about " + EventNouns.things(pattern.substring(0, pattern.length() - 2))
        : vocabulary.words(pattern).orElse(quoted(pattern));
  }

  private String statuses() {
    if (filter.statuses().isEmpty()) {
      return "";
    }
    var words = filter.statuses().stream().sorted().map(Wording::past).toList();
    return " that " + joined(words, "or");
  }

  private static String past(EventStatus status) {
    return switch (status) {
      case STARTED -> "started";
      case SUCCEEDED -> "succeeded";
      case FAILED -> "failed";
      case CANCELLED -> "were cancelled";
    };
  }

  /** A lone star restricts nothing. */
  private static List<String> real(List<String> names) {
    return names.contains("*") ? List.of() : names;
  }

  private static List<String> beginnings(List<String> patterns, String one, String many) {
    return mapped(
        patterns,
        pattern ->
            pattern.endsWith("*")
                ? many + quoted(pattern.substring(0, pattern.length() - 1))
                : one + quoted(pattern));
  }

  private static List<String> quoted(List<String> names) {
    return mapped(names, Wording::quoted);
  }

  private static List<String> mapped(List<String> names, UnaryOperator<String> as) {
    return names.stream().map(as).toList();
  }

  private static String quoted(String name) {
    return "“" + name + "”";
  }

  private static String joined(List<String> names, String last) {
    if (names.size() > NAMED) {
      var first = names.subList(0, NAMED - 1);
      return String.join(", ", first) + " " + last + " " + (names.size() - NAMED + 1) + " more";
    }
    return names.size() == 1
        ? names.getFirst()
        : String.join(", ", names.subList(0, names.size() - 1))
            + " "
            + last
            + " "
            + names.getLast();
  }
}
