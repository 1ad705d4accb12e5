package dev.hookcast.http.console.administration;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Audit;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Filters;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who changed what, when and from where. */
final class AuditPage {
  private static final String HERE = "/audit";
  private static final List<String> FIELDS =
      List.of("action", "target", "token", "since", "until", "all", Filters.ZONE);

  private final Audit audit;

  AuditPage(Audit audit) {
    this.audit = audit;
  }

  List<Route> routes() {
    return List.of(Route.page("GET", Frame.ORGANIZATION + HERE, TokenScope.AUDIT_READ, this::list));
  }

  private Answer list(Call call) {
    var frame = Frame.of(call, Area.AUDIT, "Audit log");
    var filters = Filters.of(call, frame.at(HERE), FIELDS);
    var wanted =
        new AuditStore.Query(
            whose(call, filters),
            filters.read("action", AuditAction::of),
            text(filters, "target"),
            text(filters, "token"),
            filters.time("since"),
            filters.time("until"),
            filters.page());
    var entries =
        filters.understood()
            ? audit.list(wanted)
            : new Page<AuditEntry>(List.of(), Optional.empty());
    return Pages.show(
        "administration/audit.jte", Map.of("frame", frame, "filters", filters, "entries", entries));
  }

  /** Everybody's only for whoever may see everybody's. */
  private static Optional<OrganizationId> whose(Call call, Filters filters) {
    boolean all = !filters.value("all").isEmpty() && call.may(TokenScope.SYSTEM_ADMIN);
    return all ? Optional.empty() : Optional.of(call.organization());
  }

  private static Optional<String> text(Filters filters, String field) {
    return Optional.of(filters.value(field)).filter(text -> !text.isEmpty());
  }

  /** An action as people say it. */
  static String said(AuditAction action) {
    var words = action.word().split("\\.", 2);
    return words[0] + ": " + words[1].replace('_', ' ').toLowerCase(Locale.ROOT);
  }

  /** Where what something was done to is shown, if it still may be there. */
  static Optional<String> link(AuditEntry entry) {
    var home = Frame.home(entry.organization());
    var id = Frame.encoded(entry.target().id());
    return switch (entry.action()) {
      case SUBSCRIPTION_DELETE, ORGANIZATION_DELETE -> Optional.empty();
      case SUBSCRIPTION_CREATE,
          SUBSCRIPTION_CHANGE,
          SUBSCRIPTION_PAUSE,
          SUBSCRIPTION_RESUME,
          SUBSCRIPTION_ROTATE_SECRET,
          SUBSCRIPTION_TEST ->
          Optional.of(home + "/subscriptions/" + id);
      case DELIVERY_RESEND -> Optional.of(home + "/deliveries/" + id);
      case TOKEN_CREATE, TOKEN_ROTATE, TOKEN_REVOKE, ORGANIZATION_CREATE, SECRETS_RESEAL ->
          Optional.empty();
    };
  }
}
