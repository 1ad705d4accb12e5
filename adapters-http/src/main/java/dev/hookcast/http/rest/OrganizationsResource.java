package dev.hookcast.http.rest;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.api.Organizations;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import dev.hookcast.http.server.ProblemType;
import dev.hookcast.http.server.Refusal;

/** Organizations: created, listed, shown, deleted. */
final class OrganizationsResource {
  private static final int MAX_NAME = 200;

  private final Organizations organizations;

  OrganizationsResource(Organizations organizations) {
    this.organizations = organizations;
  }

  Answer create(Call call) {
    call.query().end();
    var in = JsonReader.of(call.json());
    var id = in.required("id", OrganizationId::new);
    var name = in.text("name", MAX_NAME);
    in.refuseUnknown();
    in.end();
    var wanted = id.orElseThrow();
    var made =
        organizations
            .by(call.author())
            .create(wanted, name.orElse(wanted.value()))
            .orElseThrow(
                () ->
                    Refusal.of(
                        ProblemType.ORGANIZATION_EXISTS,
                        "This id is taken, or was: ids aren't used again."));
    return Answer.of(201, view(made)).with("Location", "/v1/organizations/" + made.id());
  }

  /** A token sees the organization that it serves, the admin token every one. */
  Answer list(Call call) {
    var query = call.query();
    var page = query.page();
    query.end();
    var seen = organizations.list(call.admittedCaller().organization(), page);
    return Answer.ok(Paging.write(seen, OrganizationsResource::view));
  }

  Answer show(Call call) {
    call.query().end();
    var found = organizations.find(call.organization());
    return Answer.ok(view(found.orElseThrow(Refusal::notFound)));
  }

  Answer delete(Call call) {
    call.query().end();
    return switch (organizations.by(call.author()).delete(call.organization())) {
      case DONE -> Answer.empty();
      case MISSING -> throw Refusal.notFound();
      case REQUIRED ->
          throw Refusal.of(
              ProblemType.ORGANIZATION_REQUIRED,
              "This organization is always there; delete what is in it instead.");
    };
  }

  private static JsonObject view(Organization organization) {
    return JsonObject.writing()
        .put("id", organization.id().value())
        .put("name", organization.name())
        .put("created_at", organization.createdAt().toString())
        .done();
  }
}
