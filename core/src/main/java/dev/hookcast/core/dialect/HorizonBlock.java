package dev.hookcast.core.dialect;

import dev.hookcast.core.event.Cluster;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Group;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The part of Horizon's payload that describes what the event happened to. A payload has the block
 * of its own resource and of no other.
 *
 * <p>An event of ours has no place of its own for a member or a pipeline run; what there is to say
 * of them is read from its data, which then holds Horizon's own block.
 */
enum HorizonBlock {
  APPLICATION("application", "application.id"),
  CLUSTER("cluster", "cluster.id"),
  PIPELINERUN("pipelinerun", "data.pipelinerun.id"),
  MEMBER("member", "data.member.id");

  private final String key;
  private final String essential;

  HorizonBlock(String key, String essential) {
    this.key = key;
    this.essential = essential;
  }

  /** The member of the payload. */
  String key() {
    return key;
  }

  /** What an event has to have for this block, if it hasn't. */
  Optional<String> lacking(Event event) {
    return id(event).isPresent() ? Optional.empty() : Optional.of(essential);
  }

  /** The block, as far as it is known; empty texts are left out as Horizon does. */
  JsonObject of(Event event) {
    var application = event.scope().application().flatMap(Named::name);
    var cluster = event.scope().cluster();
    var told = event.details().data().object(key);
    var out = JsonObject.writing().putIf("id", id(event));
    return switch (this) {
      case APPLICATION -> out.putText("name", application).done();
      case CLUSTER ->
          out.putText("name", cluster.flatMap(Cluster::name))
              .putText("applicationName", application)
              .putText("env", cluster.flatMap(Cluster::env))
              .done();
      case PIPELINERUN -> {
        out.putIf("clusterID", cluster.flatMap(Cluster::id).flatMap(HorizonId::number))
            .putText("clusterName", cluster.flatMap(Cluster::name));
        for (var name : List.of("action", "title", "description", "gitRef", "gitRefType")) {
          out.putText(name, said(told.text(name)));
        }
        yield out.done();
      }
      case MEMBER ->
          out.putIf("resourceID", number(told, "resourceID"))
              .putText("resourceType", said(told.text("resourceType")))
              .putText("role", said(told.text("role")))
              .putIf("memberNameID", number(told, "memberNameID"))
              .putText("memberName", said(told.text("memberName")))
              .done();
    };
  }

  /** The same place, narrowed to what this block of a payload names. */
  Scope within(Scope scope, JsonObject block) {
    return switch (this) {
      case APPLICATION -> inApplication(scope, HorizonId.in(block, "id"), block.text("name"));
      case CLUSTER ->
          inCluster(
              inApplication(
                  scope,
                  scope.application().flatMap(Named::id),
                  scope.application().flatMap(Named::name).or(() -> block.text("applicationName"))),
              new Cluster(HorizonId.in(block, "id"), block.text("name"), block.text("env")));
      case PIPELINERUN ->
          inCluster(
              scope,
              new Cluster(
                  HorizonId.in(block, "clusterID"), block.text("clusterName"), Optional.empty()));
      case MEMBER ->
          HorizonId.in(block, "resourceID")
              .map(id -> inResource(scope, block.text("resourceType").orElse(""), id))
              .orElse(scope);
    };
  }

  /** The shape of the block. */
  PayloadSchema schema() {
    var object = PayloadSchema.object().optional("id", PayloadSchema.integer());
    return switch (this) {
      case APPLICATION -> texts(object, "name", "priority");
      case CLUSTER -> texts(object, "name", "applicationName", "env");
      case PIPELINERUN ->
          texts(
              object.optional("clusterID", PayloadSchema.integer()),
              "clusterName",
              "action",
              "title",
              "description",
              "gitRef",
              "gitRefType");
      case MEMBER ->
          texts(
              object
                  .optional("resourceID", PayloadSchema.integer())
                  .optional("memberNameID", PayloadSchema.integer()),
              "resourceType",
              "role",
              "memberName");
    };
  }

  private Optional<Json> id(Event event) {
    return switch (this) {
      case APPLICATION -> event.scope().application().flatMap(Named::id).flatMap(HorizonId::number);
      case CLUSTER -> event.scope().cluster().flatMap(Cluster::id).flatMap(HorizonId::number);
      case PIPELINERUN, MEMBER -> number(event.details().data().object(key), "id");
    };
  }

  private static Optional<Json> number(JsonObject object, String name) {
    return HorizonId.in(object, name).flatMap(HorizonId::number);
  }

  private static Optional<String> said(Optional<String> text) {
    return text.filter(t -> !t.isEmpty());
  }

  private static Scope inApplication(Scope scope, Optional<String> id, Optional<String> name) {
    var named = new Named(id, name);
    return named.label().isPresent() ? scope.inApplication(named) : scope;
  }

  private static Scope inCluster(Scope scope, Cluster cluster) {
    return cluster.words().findAny().isPresent() ? scope.inCluster(cluster) : scope;
  }

  private static Scope inResource(Scope scope, String type, String id) {
    return switch (type) {
      case "groups" -> scope.inGroup(new Group(Optional.of(id), Optional.empty(), List.of()));
      case "applications" -> scope.inApplication(Named.ofId(id));
      case "clusters" ->
          scope.inCluster(new Cluster(Optional.of(id), Optional.empty(), Optional.empty()));
      default -> scope;
    };
  }

  private static PayloadSchema texts(PayloadSchema object, String... names) {
    var schema = object;
    for (var name : names) {
      schema = schema.optional(name, PayloadSchema.text());
    }
    return schema;
  }
}
