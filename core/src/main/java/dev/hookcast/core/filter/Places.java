package dev.hookcast.core.filter;

import dev.hookcast.core.event.Cluster;
import dev.hookcast.core.event.Environment;
import dev.hookcast.core.event.Group;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * Where an event has to have happened. Each list is one restriction, met by any of its entries; an
 * empty list restricts nothing.
 *
 * @param projects names or ids, without case, {@code *} only at the end
 * @param environmentTypes without case, {@code *} only at the end
 * @param environments ids, names or machine names, with case, {@code *} anywhere
 * @param excludedEnvironments the same, and stronger than {@code environments}
 * @param groups ids or names, also of a group above
 * @param projectMatch whether {@code projects} are names, ids, or either
 */
public record Places(
    List<String> racks,
    List<String> projects,
    List<String> environmentTypes,
    List<String> environments,
    List<String> excludedEnvironments,
    List<String> applications,
    List<String> clusters,
    List<String> groups,
    ProjectMatch projectMatch) {
  /** Everywhere. */
  public static final Places ANYWHERE =
      new Places(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          ProjectMatch.EITHER);

  public Places {
    racks = List.copyOf(racks);
    projects = List.copyOf(projects);
    environmentTypes = List.copyOf(environmentTypes);
    environments = List.copyOf(environments);
    excludedEnvironments = List.copyOf(excludedEnvironments);
    applications = List.copyOf(applications);
    clusters = List.copyOf(clusters);
    groups = List.copyOf(groups);
  }

  /** Why the scope lies outside, or nothing if it lies inside. */
  Optional<String> objection(Scope scope) {
    return outside(racks, String::equals, Given.of("rack", scope.rack()))
        .or(() -> outside(projects, Wildcard::prefix, project(scope)))
        .or(() -> outside(environmentTypes, Wildcard::prefix, types(scope)))
        .or(() -> outsideEnvironments(scope.environments()))
        .or(() -> outside(applications, String::equals, application(scope)))
        .or(() -> outside(clusters, String::equals, cluster(scope)))
        .or(() -> outside(groups, String::equals, group(scope)));
  }

  /**
   * What an event says of one kind of place.
   *
   * @param words what it may be called by
   * @param labels what a person would call it, or them
   */
  private record Given(String kind, List<String> words, List<String> labels) {
    static Given of(String kind, Optional<String> word) {
      return new Given(kind, word.stream().toList(), word.stream().toList());
    }

    static Given of(String kind, Stream<String> words, Optional<String> label) {
      return new Given(kind, words.toList(), label.stream().toList());
    }

    String objection() {
      return switch (labels.size()) {
        case 0 -> "the event has no " + kind;
        case 1 -> "the %s %s isn't among those subscribed".formatted(kind, labels.getFirst());
        default ->
            "none of the %ss %s is among those subscribed"
                .formatted(kind, String.join(", ", labels));
      };
    }
  }

  private static Optional<String> outside(
      List<String> wanted, BiPredicate<String, String> matches, Given given) {
    boolean met =
        wanted.isEmpty()
            || given.words().stream()
                .anyMatch(w -> wanted.stream().anyMatch(p -> matches.test(p, w)));
    return met ? Optional.empty() : Optional.of(given.objection());
  }

  private Optional<String> outsideEnvironments(List<Environment> given) {
    // What happened in no environment happened in all: only a lone star asks for it.
    var wanted = environments.contains("*") ? List.<String>of() : environments;
    return outside(wanted, Wildcard::glob, environments(given))
        .or(
            () ->
                given.stream()
                    .filter(e -> e.words().anyMatch(this::excluded))
                    .flatMap(e -> e.label().stream())
                    .map("the environment %s is excluded"::formatted)
                    .findFirst());
  }

  private boolean excluded(String word) {
    return excludedEnvironments.stream().anyMatch(p -> Wildcard.glob(p, word));
  }

  private static Given environments(List<Environment> given) {
    return new Given(
        "environment",
        given.stream().flatMap(Environment::words).toList(),
        given.stream().flatMap(e -> e.label().stream()).toList());
  }

  private static Given types(Scope scope) {
    var types = scope.environments().stream().flatMap(e -> e.type().stream()).distinct().toList();
    return new Given("environment type", types, types);
  }

  private Given project(Scope scope) {
    var words = scope.project().stream().flatMap(projectMatch::words).toList();
    return Given.of(projectMatch.called(), words.stream(), words.stream().reduce((a, b) -> b));
  }

  private static Given application(Scope scope) {
    var application = scope.application();
    return Given.of(
        "application",
        application.stream().flatMap(Named::words),
        application.flatMap(Named::label));
  }

  private static Given cluster(Scope scope) {
    var cluster = scope.cluster();
    return Given.of(
        "cluster",
        cluster.stream().flatMap(Cluster::words),
        cluster.flatMap(c -> c.name().or(c::id)));
  }

  private static Given group(Scope scope) {
    var group = scope.group();
    return Given.of(
        "group", group.stream().flatMap(Group::words), group.flatMap(g -> g.name().or(g::id)));
  }
}
