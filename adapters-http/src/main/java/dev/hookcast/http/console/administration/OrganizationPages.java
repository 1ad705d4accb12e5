package dev.hookcast.http.console.administration;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Organizations;
import dev.hookcast.http.console.page.Filters;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;

/** The tenants: listed, made, deleted, by whoever administers the whole service. */
final class OrganizationPages {
  private static final String HERE = "/console/organizations";
  private static final String DELETE = Frame.ORGANIZATION + "/delete";
  private static final int LONGEST_NAME = 200;
  private static final int WRONG = 422;

  private final Organizations organizations;

  OrganizationPages(Organizations organizations) {
    this.organizations = organizations;
  }

  List<Route> routes() {
    return List.of(
        page("GET", HERE, this::list),
        page("POST", HERE, this::create),
        page("GET", DELETE, call -> sure(200, call, "")),
        page("POST", DELETE, this::delete));
  }

  private static Route page(String method, String path, Route.Handler handler) {
    return Route.page(method, path, TokenScope.SYSTEM_ADMIN, handler);
  }

  /** What was typed, and what is wrong with it; empty texts if nothing is. */
  record Wanted(String id, String name, String idProblem, String nameProblem) {
    static final Wanted NOTHING = new Wanted("", "", "", "");

    boolean wrong() {
      return !idProblem.isEmpty() || !nameProblem.isEmpty();
    }
  }

  private Answer list(Call call) {
    return list(200, call, Wanted.NOTHING);
  }

  private Answer list(int status, Call call, Wanted wanted) {
    var filters = Filters.of(call, HERE, List.of());
    var seen = organizations.list(call.admittedCaller().organization(), filters.page());
    return Pages.show(
        status,
        "administration/organizations.jte",
        Map.of(
            "frame", Frame.aboveAll(call, "Organizations"),
            "filters", filters,
            "organizations", seen,
            "wanted", wanted));
  }

  private Answer create(Call call) {
    var form = call.form();
    var id = form.getOrDefault("id", "").strip();
    var name = form.getOrDefault("name", "").strip();
    if (name.length() > LONGEST_NAME) {
      var problem = "This may have at most 200 characters.";
      return list(WRONG, call, new Wanted(id, name, "", problem));
    }
    try {
      var wanted = new OrganizationId(id);
      var made = organizations.by(call.author()).create(wanted, name.isEmpty() ? id : name);
      return made.map(organization -> Answer.seeOther(home(organization)))
          .orElseGet(() -> list(WRONG, call, new Wanted(id, name, taken(), "")));
    } catch (InvalidInput e) {
      var problem = e.problems().getFirst().detail();
      return list(WRONG, call, new Wanted(id, name, problem, ""));
    }
  }

  private static String taken() {
    return "This id is taken, or was: ids aren't used again.";
  }

  private static String home(Organization organization) {
    return Notice.CREATED.on(Frame.home(organization.id()));
  }

  private Answer sure(int status, Call call, String problem) {
    var organization = organizations.find(call.organization()).orElseThrow(Refusal::notFound);
    return Pages.show(
        status,
        "administration/delete.jte",
        Map.of(
            "frame",
            Frame.aboveAll(call, "Delete " + organization.id()),
            "organization",
            organization,
            "required",
            organization.id().equals(OrganizationId.DEFAULT),
            "problem",
            problem));
  }

  private Answer delete(Call call) {
    var id = call.organization();
    if (!call.form().getOrDefault("id", "").strip().equals(id.value())) {
      return sure(WRONG, call, "This isn't its id. Nothing was deleted.");
    }
    return switch (organizations.by(call.author()).delete(id)) {
      case DONE -> Answer.seeOther(Notice.ORGANIZATION_DELETED.on(HERE));
      case MISSING -> throw Refusal.notFound();
      case REQUIRED -> sure(WRONG, call, "This organization is always there.");
    };
  }
}
