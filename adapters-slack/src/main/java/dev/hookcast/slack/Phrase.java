package dev.hookcast.slack;

import static java.util.Map.entry;

import dev.hookcast.core.event.EventType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a colleague would say that something happened.
 *
 * @param done such as {@code Created}
 * @param doing such as {@code Creating}
 * @param noun what failed or was cancelled, such as {@code Build of}
 * @param what to whom or what, and where
 */
record Phrase(String done, String doing, String noun, Function<Names, String> what) {
  private static final Map<String, Phrase> KNOWN =
      Map.ofEntries(
          entry("application.create", created(n -> n.app() + n.home())),
          entry("application.update", updated(n -> n.app() + n.home())),
          entry("application.delete", deleted(n -> n.app() + n.home())),
          entry("application.transfer", verb("Transferr", n -> n.app() + n.toGroup())),
          entry("build.create", new Phrase("Built", "Building", "Build of", Phrase::built)),
          entry("release.create", created(n -> n.release() + n.home())),
          entry("environment.branch", verb("Branch", Names::environment)),
          entry("environment.activate", verb("Activat", Names::environment)),
          entry("environment.deactivate", verb("Deactivat", Names::environment)),
          entry("environment.initialize", verb("Initializ", Names::environment)),
          entry("environment.synchronize", verb("Synchroniz", Names::environment)),
          entry("environment.merge", verb("Merg", Names::environment)),
          entry("environment.delete", deleted(Names::environment)),
          entry(
              "environment.backup",
              new Phrase("Backed up", "Backing up", "Backup of", Names::environment)),
          entry("environment.restore", verb("Restor", Names::environment)),
          entry("environment.access.add", verb("Grant", on("access to"))),
          entry("environment.access.remove", verb("Revok", on("access to"))),
          entry("environment.route.create", added(on("a route to"))),
          entry("environment.route.update", updated(on("a route of"))),
          entry("environment.route.delete", removed(on("a route from"))),
          entry("environment.variable.create", added(on("a variable to"))),
          entry("environment.variable.update", updated(on("a variable of"))),
          entry("environment.variable.delete", removed(on("a variable from"))),
          entry("environment.update.http_access", verb("Chang", on("the HTTP access rules of"))),
          entry("environment.update.smtp", verb("Chang", on("the e-mail setting of"))),
          entry(
              "environment.update.restrict_robots",
              verb("Chang", on("the search engine rules of"))),
          entry("environment.subscription.update", verb("Chang", on("the plan of"))),
          entry("project.create", created(Names::projectItself)),
          entry("project.modify.title", verb("Chang", n -> "the title of " + n.projectItself())),
          entry("project.domain.create", added(n -> "a domain to " + n.projectItself())),
          entry("project.domain.update", updated(n -> "a domain of " + n.projectItself())),
          entry("project.domain.delete", removed(n -> "a domain from " + n.projectItself())),
          entry("cluster.create", created(Names::cluster)),
          entry("cluster.update", updated(Names::cluster)),
          entry("cluster.delete", deleted(Names::cluster)),
          entry("cluster.free", new Phrase("Freed", "Freeing", "Freeing", Names::cluster)),
          entry("cluster.restart", verb("Restart", Names::cluster)),
          entry("service.create", created(n -> n.service() + n.home())),
          entry("service.delete", deleted(n -> n.service() + n.home())),
          entry("system.update", updated(Names::system)),
          entry("member.create", added(n -> "a member to " + n.circle())),
          entry("member.update", updated(n -> "a member of " + n.circle())),
          entry("member.delete", removed(n -> "a member from " + n.circle())),
          entry("release.scale", verb("Scal", n -> n.app() + n.home())),
          entry("build.copy", new Phrase("Copied", "Copying", "Copying", Phrase::build)),
          entry("rack.converge", verb("Converg", Names::system)),
          entry("environment.backup.delete", deleted(on("a backup of"))),
          entry("environment.certificate.renewal", verb("Renew", on("a certificate of"))),
          entry("environment.cron", ran(on("a cron job in"))),
          entry("environment.domain.create", added(on("a domain to"))),
          entry("environment.domain.update", updated(on("a domain of"))),
          entry("environment.domain.delete", removed(on("a domain from"))),
          entry("environment.merge-pr", verb("Merg", on("a pull request into"))),
          entry("environment.operation", ran(on("an operation in"))),
          entry("environment.source-operation", ran(on("a source operation in"))),
          entry("environment.pause", verb("Paus", Names::environment)),
          entry("environment.resume", verb("Resum", Names::environment)),
          entry("environment.resources.update", verb("Chang", on("the resources of"))),
          entry("project.variable.create", added(n -> "a variable to " + n.projectItself())),
          entry("project.variable.update", updated(n -> "a variable of " + n.projectItself())),
          entry("project.variable.delete", removed(n -> "a variable from " + n.projectItself())),
          entry(
              "project.clear_build_cache",
              verb("Clear", n -> "the build cache of " + n.projectItself())),
          entry("maintenance.upgrade", verb("Upgrad", Names::projectItself)),
          entry("cluster.action", ran(n -> "an action on " + n.cluster())),
          entry("cluster.reschedule", verb("Reschedul", n -> "pods of " + n.cluster())),
          entry("pipelinerun.create", created(n -> "a pipeline run of " + n.cluster())),
          entry("pipelinerun.execute", verb("Execut", n -> "a pipeline run of " + n.cluster())),
          entry(
              "pipelinerun.cancel",
              new Phrase(
                  "Cancelled",
                  "Cancelling",
                  "Cancelling",
                  n -> "a pipeline run of " + n.cluster())));

  /** The phrase for a type that Hookcast knows by name; deploys have sentences of their own. */
  static Optional<Phrase> of(EventType type) {
    return Optional.ofNullable(KNOWN.get(type.value()));
  }

  private static Phrase verb(String stem, Function<Names, String> what) {
    return new Phrase(stem + "ed", stem + "ing", stem + "ing", what);
  }

  private static Phrase ran(Function<Names, String> what) {
    return new Phrase("Ran", "Running", "Running", what);
  }

  private static Phrase created(Function<Names, String> what) {
    return verb("Creat", what);
  }

  private static Phrase updated(Function<Names, String> what) {
    return verb("Updat", what);
  }

  private static Phrase deleted(Function<Names, String> what) {
    return verb("Delet", what);
  }

  private static Phrase added(Function<Names, String> what) {
    return verb("Add", what);
  }

  private static Phrase removed(Function<Names, String> what) {
    return verb("Remov", what);
  }

  private static Function<Names, String> on(String what) {
    return names -> what + " " + names.environment();
  }

  private static String build(Names names) {
    return "a build of " + built(names);
  }

  private static String built(Names names) {
    return names.subject().orElse("an app") + names.home();
  }
}
