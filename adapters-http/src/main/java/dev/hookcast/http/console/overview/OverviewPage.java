package dev.hookcast.http.console.overview;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;

/** How things are. */
public final class OverviewPage {
  private final Hookcast core;

  public OverviewPage(Hookcast core) {
    this.core = core;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(Route.page("GET", Frame.ORGANIZATION, TokenScope.DELIVERIES_READ, this::show));
  }

  private Answer show(Call call) {
    var frame = Frame.of(call, Area.OVERVIEW, "Overview");
    var subscriptions = core.subscriptions().list(call.organization());
    return Pages.show(
        "overview/overview.jte", Map.of("frame", frame, "subscriptions", subscriptions));
  }
}
