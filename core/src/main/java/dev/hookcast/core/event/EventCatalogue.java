package dev.hookcast.core.event;

import java.util.List;
import java.util.stream.Stream;

/**
 * The event types that Hookcast knows by name. Others pass through as they are.
 *
 * <p>Most are common ground. What only a single platform tells has a type too, so that it can be
 * subscribed to in any dialect that takes every type.
 */
public final class EventCatalogue {
  private static final List<EventType> TYPES =
      named(
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
          "member.delete");

  private static final List<EventType> OF_ONE_PLATFORM =
      named(
          // Horizon
          "cluster.action",
          "cluster.reschedule",
          "cluster.kubernetes_event",
          "pipelinerun.create",
          "pipelinerun.cancel",
          "pipelinerun.execute");

  private static final List<EventType> ALL =
      Stream.concat(TYPES.stream(), OF_ONE_PLATFORM.stream()).toList();

  private EventCatalogue() {}

  /** Those on common ground, in the order in which documentation lists them. */
  public static List<EventType> types() {
    return TYPES;
  }

  /** Those that only one platform tells, platform by platform. */
  public static List<EventType> ofOnePlatform() {
    return OF_ONE_PLATFORM;
  }

  /** All of them. */
  public static List<EventType> all() {
    return ALL;
  }

  /** True if the type is among all of them. */
  public static boolean knows(EventType type) {
    return ALL.contains(type);
  }

  private static List<EventType> named(String... values) {
    return Stream.of(values).map(EventType::new).toList();
  }
}
