package dev.hookcast.core.event;

import java.util.List;

/** The event types that Hookcast knows by name. Others pass through as they are. */
public final class EventCatalogue {
  private static final List<EventType> TYPES =
      List.of(
              "application.create",
              "application.update",
              "application.delete",
              "application.transfer",
              "build.create",
              "release.create",
              "environment.deploy",
              "environment.branch",
              "environment.activate",
              "environment.deactivate",
              "environment.initialize",
              "environment.synchronize",
              "environment.merge",
              "environment.delete",
              "environment.backup",
              "environment.restore",
              "environment.access.add",
              "environment.access.remove",
              "environment.route.create",
              "environment.route.update",
              "environment.route.delete",
              "environment.variable.create",
              "environment.variable.update",
              "environment.variable.delete",
              "environment.update.http_access",
              "environment.update.smtp",
              "environment.update.restrict_robots",
              "environment.subscription.update",
              "project.create",
              "project.modify.title",
              "project.domain.create",
              "project.domain.update",
              "project.domain.delete",
              "cluster.create",
              "cluster.update",
              "cluster.delete",
              "cluster.free",
              "cluster.restart",
              "service.create",
              "service.delete",
              "system.update",
              "member.create",
              "member.update",
              "member.delete")
          .stream()
          .map(EventType::new)
          .toList();

  private EventCatalogue() {}

  /** All of them, in the order in which documentation lists them. */
  public static List<EventType> types() {
    return TYPES;
  }

  /** True if the type is among them. */
  public static boolean knows(EventType type) {
    return TYPES.contains(type);
  }
}
