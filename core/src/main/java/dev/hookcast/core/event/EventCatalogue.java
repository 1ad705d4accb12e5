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
          // Convox
          "release.scale",
          "build.copy",
          "rack.capacity",
          "rack.converge",
          "build.import-image.start",
          "build.import-image.done",
          "application.promote.completed",
          "application.promote.errored",
          "application.promote.cancelled",
          "release.autoscale-disabled",
          "release.manifest-advisory",
          "release.prometheus-skipped",
          "release.imperative-patch-note",
          "application.budget.set",
          "application.budget.reset",
          "application.budget.clear",
          "application.budget.threshold",
          "application.budget.cap",
          "application.budget.breaker-cleared",
          "application.budget.per-service-truncated",
          "application.scale-override.toggled",
          "application.scale-override.honored",
          "application.triggers-override.toggled",
          "application.triggers-override.threshold-set",
          "application.budget.auto-shutdown.armed",
          "application.budget.auto-shutdown.fired",
          "application.budget.auto-shutdown.cancelled",
          "application.budget.auto-shutdown.restored",
          "application.budget.auto-shutdown.expired",
          "application.budget.auto-shutdown.flap-suppressed",
          "application.budget.auto-shutdown.noop",
          "application.budget.auto-shutdown.failed",
          "application.budget.auto-shutdown.simulated",
          "application.budget.auto-shutdown.dismissed",
          // Platform.sh
          "environment.backup.delete",
          "environment.certificate.renewal",
          "environment.cron",
          "environment.domain.create",
          "environment.domain.delete",
          "environment.domain.update",
          "environment.merge-pr",
          "environment.operation",
          "environment.pause",
          "environment.resume",
          "environment.source-operation",
          "environment_type.access.create",
          "environment_type.access.delete",
          "environment_type.access.update",
          "integration.bitbucket.fetch",
          "integration.bitbucket.register_hooks",
          "integration.bitbucket_server.fetch",
          "integration.bitbucket_server.register_hooks",
          "integration.github.fetch",
          "integration.gitlab.fetch",
          "integration.health.email",
          "integration.health.pagerduty",
          "integration.health.slack",
          "integration.health.webhook",
          "integration.script",
          "integration.webhook",
          "maintenance.upgrade",
          "project.clear_build_cache",
          "project.metrics.disable",
          "project.metrics.enable",
          "project.metrics.update",
          "project.variable.create",
          "project.variable.delete",
          "project.variable.update",
          "environment.resources.update",
          // Horizon
          "cluster.action",
          "cluster.reschedule",
          "cluster.kubernetes_event",
          "pipelinerun.create",
          "pipelinerun.cancel",
          "pipelinerun.execute");

  private static final List<EventType> ALL =
      Stream.concat(TYPES.stream(), OF_ONE_PLATFORM.stream()).toList();

  private static final List<EventType> OPERATIONAL = List.of(EventType.SUBSCRIPTION_DISABLE);

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

  /** Those of Hookcast itself, which aren't among {@link #all()}: no platform tells them. */
  public static List<EventType> operational() {
    return OPERATIONAL;
  }

  /** True if the type is among all of them, or Hookcast's own. */
  public static boolean knows(EventType type) {
    return ALL.contains(type) || OPERATIONAL.contains(type);
  }

  private static List<EventType> named(String... values) {
    return Stream.of(values).map(EventType::new).toList();
  }
}
