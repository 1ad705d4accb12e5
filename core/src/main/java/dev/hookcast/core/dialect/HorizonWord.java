package dev.hookcast.core.dialect;

import static dev.hookcast.core.dialect.HorizonBlock.APPLICATION;
import static dev.hookcast.core.dialect.HorizonBlock.CLUSTER;
import static dev.hookcast.core.dialect.HorizonBlock.MEMBER;
import static dev.hookcast.core.dialect.HorizonBlock.PIPELINERUN;

import dev.hookcast.core.event.Cause;
import dev.hookcast.core.event.Deployment;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event that Horizon tells.
 *
 * @param spellings what the code calls it, then what else it has been called
 * @param status the only one in which it is told
 */
record HorizonWord(
    List<String> spellings,
    HorizonBlock block,
    EventType type,
    EventStatus status,
    Deployment deployment) {
  private static final HorizonWord BUILD_DEPLOYED =
      triggered(Deployment.ofBuild(), "clusters_builddeployed");
  private static final HorizonWord DEPLOYED = triggered(Deployment.UNKNOWN, "clusters_deployed");
  private static final HorizonWord ROLLED_BACK =
      triggered(Deployment.causedBy(Cause.ROLLBACK), "clusters_rollbacked");

  /** All of them, in the order in which Horizon lists what it supports. */
  static final List<HorizonWord> ALL =
      List.of(
          done(APPLICATION, "application.create", "applications_created"),
          done(APPLICATION, "application.delete", "applications_deleted", "application_deleted"),
          done(
              APPLICATION,
              "application.transfer",
              "applications_transferred",
              "application_transferred",
              // Its API's description.
              "applications_transfered"),
          done(APPLICATION, "application.update", "applications_updated"),
          done(CLUSTER, "cluster.create", "clusters_created", "cluster_created"),
          done(CLUSTER, "cluster.delete", "clusters_deleted", "cluster_deleted"),
          done(CLUSTER, "cluster.update", "clusters_updated"),
          BUILD_DEPLOYED,
          DEPLOYED,
          ROLLED_BACK,
          done(CLUSTER, "cluster.free", "clusters_freed"),
          // Horizon's own spelling; receivers match on it.
          done(CLUSTER, "cluster.restart", "clsuters_restarted", "clusters_restarted"),
          done(CLUSTER, "cluster.action", "clusters_action"),
          done(CLUSTER, "cluster.reschedule", "clusters_rescheduled"),
          done(CLUSTER, "cluster.kubernetes_event", "clusters_kubernetes_event"),
          done(MEMBER, "member.create", "members_created"),
          done(MEMBER, "member.update", "members_updated"),
          done(MEMBER, "member.delete", "members_deleted"),
          done(PIPELINERUN, "pipelinerun.create", "pipelineruns_created"),
          done(PIPELINERUN, "pipelinerun.cancel", "pipelineruns_cancelled"),
          done(PIPELINERUN, "pipelinerun.execute", "pipelineruns_executed"));

  /** Every spelling of every word. */
  static final List<String> SPELLINGS = ALL.stream().flatMap(w -> w.spellings().stream()).toList();

  private static final Map<String, HorizonWord> BY_SPELLING =
      ALL.stream()
          .flatMap(word -> word.spellings().stream().map(spelling -> Map.entry(spelling, word)))
          .collect(Collectors.toUnmodifiableMap(Entry::getKey, Entry::getValue));

  private static final Map<EventType, HorizonWord> BY_TYPE =
      ALL.stream()
          .filter(word -> !word.type().equals(EventType.DEPLOY))
          .collect(Collectors.toUnmodifiableMap(HorizonWord::type, word -> word));

  HorizonWord {
    spellings = List.copyOf(spellings);
  }

  /** The word that is spelled so, which has to be one of {@link #SPELLINGS}. */
  static HorizonWord spelled(String spelling) {
    return Optional.ofNullable(BY_SPELLING.get(spelling))
        .orElseThrow(() -> new IllegalStateException("no event of Horizon's: " + spelling));
  }

  /** The word for an event of elsewhere, whatever its status. */
  static Optional<HorizonWord> of(Event event) {
    if (!event.type().equals(EventType.DEPLOY)) {
      return Optional.ofNullable(BY_TYPE.get(event.type()));
    }
    var deployment = event.details().deployment().orElse(Deployment.UNKNOWN);
    if (deployment.cause().filter(Cause.ROLLBACK::equals).isPresent()) {
      return Optional.of(ROLLED_BACK);
    }
    return Optional.of(deployment.build().orElse(false) ? BUILD_DEPLOYED : DEPLOYED);
  }

  /** What the code calls it. */
  String usual() {
    return spellings.getFirst();
  }

  private static HorizonWord done(HorizonBlock block, String type, String... spellings) {
    return new HorizonWord(
        List.of(spellings), block, new EventType(type), EventStatus.SUCCEEDED, Deployment.UNKNOWN);
  }

  private static HorizonWord triggered(Deployment deployment, String spelling) {
    return new HorizonWord(
        List.of(spelling), CLUSTER, EventType.DEPLOY, EventStatus.STARTED, deployment);
  }
}
