package dev.hookcast.core.event;

import java.util.List;
import java.util.Optional;

/** Where it happened, as far as it is known. */
public record Scope(
    Optional<String> rack,
    Optional<Named> project,
    List<Environment> environments,
    Optional<Named> application,
    Optional<Cluster> cluster,
    Optional<Group> group,
    Optional<Service> service) {
  /** Nothing is known of where it happened. */
  public static final Scope NOWHERE =
      new Scope(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Scope {
    rack = Texts.known(rack);
    environments = List.copyOf(environments);
  }

  /** The environment, or the first of several. */
  public Optional<Environment> environment() {
    return environments.stream().findFirst();
  }

  /** The same place with this rack. */
  public Scope inRack(Optional<String> known) {
    return new Scope(known, project, environments, application, cluster, group, service);
  }

  /** The same place with this project. */
  public Scope inProject(Named known) {
    return new Scope(rack, Optional.of(known), environments, application, cluster, group, service);
  }

  /** The same place with these environments. */
  public Scope inEnvironments(List<Environment> known) {
    return new Scope(rack, project, known, application, cluster, group, service);
  }

  /** The same place with this application. */
  public Scope inApplication(Named known) {
    return new Scope(rack, project, environments, Optional.of(known), cluster, group, service);
  }

  /** The same place with this cluster. */
  public Scope inCluster(Cluster known) {
    return new Scope(rack, project, environments, application, Optional.of(known), group, service);
  }

  /** The same place with this group. */
  public Scope inGroup(Group known) {
    return new Scope(
        rack, project, environments, application, cluster, Optional.of(known), service);
  }

  /** The same place with this service. */
  public Scope inService(Service known) {
    return new Scope(rack, project, environments, application, cluster, group, Optional.of(known));
  }
}
