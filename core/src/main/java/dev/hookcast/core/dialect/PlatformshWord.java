package dev.hookcast.core.dialect;

import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The types of Platform.sh's activities. They are Hookcast's own but for the two deployments. */
final class PlatformshWord {
  private static final String PUSH = "environment.push";
  private static final String REDEPLOY = "environment.redeploy";

  /** The page's types in its order; today's list has some of them no longer. */
  private static final List<String> OF_THE_PAGE =
      List.of(
          "project.modify.title",
          "project.create",
          "project.domain.create",
          "project.domain.delete",
          "project.domain.update",
          "environment.access.add",
          "environment.access.remove",
          "environment.backup",
          "environment.restore",
          PUSH,
          "environment.branch",
          "environment.activate",
          "environment.initialize",
          "environment.deactivate",
          "environment.synchronize",
          "environment.merge",
          "environment.delete",
          "environment.route.create",
          "environment.route.delete",
          "environment.route.update",
          "environment.variable.create",
          "environment.variable.delete",
          "environment.variable.update",
          "environment.update.http_access",
          "environment.update.smtp",
          "environment.update.restrict_robots",
          "environment.subscription.update");

  /** What today's list has beside them, in its order. */
  private static final List<String> LATER =
      List.of(
          REDEPLOY,
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
          // Upsun's
          "environment.resources.update");

  /** All of them. */
  static final List<String> ALL = Stream.of(OF_THE_PAGE, LATER).flatMap(List::stream).toList();

  private static final Set<String> LISTED = Set.copyOf(ALL);

  /** The first is over before there can be a webhook; the second would report its own sending. */
  private static final Set<String> NEVER_SENT = Set.of("project.create", "integration.webhook");

  private PlatformshWord() {}

  /** The event type of an activity, listed or not. */
  static EventType type(String word) {
    return word.equals(PUSH) || word.equals(REDEPLOY) ? EventType.DEPLOY : Words.type(word);
  }

  /** What Platform.sh would call an event of elsewhere, if it has such an activity. */
  static String of(Event event) {
    if (!event.type().equals(EventType.DEPLOY)) {
      return event.type().value();
    }
    var cause = event.details().deployment().flatMap(Deployment::cause);
    return cause.filter(Cause.PUSH::equals).isPresent() ? PUSH : REDEPLOY;
  }

  /** Why an activity of this type was made, if the type says so. */
  static Optional<Cause> cause(String word) {
    return switch (word) {
      case PUSH -> Optional.of(Cause.PUSH);
      case REDEPLOY -> Optional.of(Cause.REDEPLOY);
      default -> Optional.empty();
    };
  }

  /** True if Platform.sh lists or has listed an activity of this type. */
  static boolean listed(String word) {
    return LISTED.contains(word);
  }

  /** True if no receiver is ever told of it. */
  static boolean neverSent(String word) {
    return NEVER_SENT.contains(word);
  }
}
