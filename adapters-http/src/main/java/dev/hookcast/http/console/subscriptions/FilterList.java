package dev.hookcast.http.console.subscriptions;

import java.util.List;

/**
 * A list of a filter that has a field of its own.
 *
 * @param name its member in JSON
 * @param ofDialect true if only some dialects have words for it
 */
record FilterList(String name, String label, String help, boolean ofDialect) {
  /** All of them, in the order of the form. */
  static final List<FilterList> ALL =
      List.of(
          of("projects", "Projects", "Names or ids; a * at the end stands for any rest."),
          of("environments", "Environments", "Names or ids; a * stands for anything."),
          of("excluded_environments", "But not in", "Environments, stronger than those above."),
          of("environment_types", "Environment types", "Such as production."),
          of("applications", "Applications", "Names or ids."),
          of("groups", "Groups", "Names or ids; groups below count, too."),
          of("clusters", "Clusters", "Names or ids."),
          of("racks", "Racks", "Names."),
          new FilterList("states", "States", "In the dialect's words; empty for its usual.", true),
          new FilterList("results", "Results", "In the dialect's words.", true),
          of("excluded_events", "But not these events", "Types, or words of the dialect."));

  private static FilterList of(String name, String label, String help) {
    return new FilterList(name, label, help, false);
  }
}
