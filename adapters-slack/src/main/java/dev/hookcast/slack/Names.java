package dev.hookcast.slack;

import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Service;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What things are called in a sentence.
 *
 * @param room how many characters one name may take
 */
record Names(Event event, int room) {
  private static final int LISTED = 2;
  private static final String PRODUCTION = "production";

  /** The application, or else the project, as it is called. */
  Optional<String> subject() {
    return application().or(this::project);
  }

  String app() {
    return application().map(name -> "app " + name).orElse("an app");
  }

  String environment() {
    var names = environmentNames();
    var prefix =
        switch (names.size()) {
          case 0 -> "an environment";
          case 1 -> "environment " + names.getFirst();
          default -> "environments " + listed(names);
        };
    return prefix + of(project());
  }

  String projectItself() {
    return project().map(name -> "project " + name).orElse("a project");
  }

  String cluster() {
    return clusterName().map(name -> "cluster " + name).orElse("a cluster") + of(application());
  }

  String service() {
    var service = event.scope().service();
    var type = known(service.flatMap(Service::type)).map(t -> t + " service");
    var name = known(service.flatMap(Service::name)).map(n -> " " + n).orElse("");
    return type.orElse(name.isEmpty() ? "a service" : "service") + name + forApplication();
  }

  String release() {
    return known(event.details().deployment().flatMap(Deployment::id))
            .map(id -> "release " + id)
            .orElse("a release")
        + forApplication();
  }

  String system() {
    return rack().map(rack -> "rack " + rack).orElse("the system");
  }

  /** Where the release went, such as {@code " to production"}; empty if nobody knows. */
  String target() {
    var names = environmentNames();
    return names.isEmpty()
        ? clusterName().map(name -> " to cluster " + name).orElseGet(this::home)
        : " to " + listed(names) + production();
  }

  /** Whoever is woken wants to know first whether it is production. */
  private String production() {
    var environments = event.scope().environments();
    if (environments.size() != 1) {
      return "";
    }
    var only = environments.getFirst();
    boolean production = only.type().filter(PRODUCTION::equalsIgnoreCase).isPresent();
    boolean said =
        only.label().filter(l -> l.toLowerCase(Locale.ROOT).contains("prod")).isPresent();
    return production && !said ? " (production)" : "";
  }

  /** Where it took place, such as {@code " in production"}; empty if nobody knows. */
  String site() {
    var target = target();
    return target.startsWith(" to ") ? " in " + target.substring(4) : target;
  }

  /** Where an application lives; empty if nobody knows. */
  String home() {
    return rack().map(rack -> " on rack " + rack).orElseGet(this::inGroup);
  }

  String toGroup() {
    return groupName().map(name -> " to group " + name).orElse("");
  }

  /** The group or else the project that somebody is a member of. */
  String circle() {
    return groupName()
        .map(name -> "group " + name)
        .or(() -> project().map(name -> "project " + name))
        .orElse("the organization");
  }

  /** The most exact place that is known, such as {@code " in main of Web Shop"}. */
  String place() {
    var names = environmentNames();
    if (!names.isEmpty()) {
      return " in " + listed(names) + of(subject());
    }
    return subject()
        .or(() -> clusterName().map(name -> "cluster " + name))
        .map(name -> " in " + name)
        .orElseGet(this::home);
  }

  String cut(String name) {
    return Mrkdwn.shortened(Mrkdwn.line(name), room);
  }

  private String forApplication() {
    return application().map(name -> " for " + name).orElse("");
  }

  private String inGroup() {
    return groupName().map(name -> " in group " + name).orElse("");
  }

  private Optional<String> application() {
    return known(event.scope().application().flatMap(Named::label));
  }

  private Optional<String> project() {
    return known(event.scope().project().flatMap(Named::label));
  }

  private Optional<String> clusterName() {
    return known(event.scope().cluster().flatMap(c -> c.name().or(c::id)));
  }

  private Optional<String> groupName() {
    return known(event.scope().group().flatMap(g -> g.name().or(g::id)));
  }

  private Optional<String> rack() {
    return known(event.scope().rack());
  }

  private List<String> environmentNames() {
    return event.scope().environments().stream()
        .flatMap(environment -> known(environment.label()).stream())
        .toList();
  }

  private Optional<String> known(Optional<String> name) {
    return name.map(this::cut).filter(n -> !n.isEmpty());
  }

  private static String of(Optional<String> whole) {
    return whole.map(name -> " of " + name).orElse("");
  }

  private static String listed(List<String> names) {
    int more = names.size() - LISTED;
    if (more > 0) {
      return String.join(", ", names.subList(0, LISTED)) + " and " + more + " more";
    }
    return String.join(" and ", names);
  }
}
