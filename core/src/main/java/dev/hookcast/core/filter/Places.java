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
    return outside("rack", racks, scope.rack().stream(), String::equals)
        .or(() -> outside(projectMatch.called(), projects, projects(scope), Wildcard::prefix))
        .or(() -> outside("environment type", environmentTypes, types(scope), Wildcard::prefix))
        .or(() -> outsideEnvironments(scope.environments()))
        .or(() -> outside("application", applications, words(scope.application()), String::equals))
        .or(
            () ->
                outside(
                    "cluster",
                    clusters,
                    scope.cluster().stream().flatMap(Cluster::words),
                    String::equals))
        .or(
            () ->
                outside(
                    "group", groups, scope.group().stream().flatMap(Group::words), String::equals));
  }

  private Optional<String> outsideEnvironments(List<Environment> given) {
    boolean included =
        environments.isEmpty()
            || environments.contains("*")
            || given.stream().anyMatch(e -> among(environments, e));
    if (!included) {
      return Optional.of(
          given.isEmpty()
              ? "the event has no environment"
              : "the environment isn't among those subscribed");
    }
    return given.stream().anyMatch(e -> among(excludedEnvironments, e))
        ? Optional.of("the environment is excluded")
        : Optional.empty();
  }

  private static boolean among(List<String> patterns, Environment environment) {
    return environment.words().anyMatch(w -> patterns.stream().anyMatch(p -> Wildcard.glob(p, w)));
  }

  private static Optional<String> outside(
      String what, List<String> wanted, Stream<String> given, BiPredicate<String, String> matches) {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    var words = given.toList();
    if (words.isEmpty()) {
      return Optional.of("the event has no " + what);
    }
    boolean met = words.stream().anyMatch(w -> wanted.stream().anyMatch(p -> matches.test(p, w)));
    return met
        ? Optional.empty()
        : Optional.of("the " + what + " " + words.getLast() + " isn't among those subscribed");
  }

  private static Stream<String> words(Optional<Named> named) {
    return named.stream().flatMap(Named::words);
  }

  private Stream<String> projects(Scope scope) {
    return scope.project().stream().flatMap(projectMatch::words);
  }

  private static Stream<String> types(Scope scope) {
    return scope.environments().stream().flatMap(e -> e.type().stream());
  }
}
