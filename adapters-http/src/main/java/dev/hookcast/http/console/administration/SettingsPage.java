package dev.hookcast.http.console.administration;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Catalogue;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;

/** What the service was started with. Nothing can be changed here: its file and flags say it. */
final class SettingsPage {
  private final Catalogue catalogue;
  private final Installation installation;

  SettingsPage(Catalogue catalogue, Installation installation) {
    this.catalogue = catalogue;
    this.installation = installation;
  }

  List<Route> routes() {
    return List.of(
        Route.page("GET", Frame.ORGANIZATION + "/settings", TokenScope.SYSTEM_ADMIN, this::show));
  }

  private Answer show(Call call) {
    return Pages.show(
        "administration/settings.jte",
        Map.of(
            "frame", Frame.of(call, Area.SETTINGS, "Settings"),
            "installation", installation,
            "sinks", catalogue.sinks()));
  }
}
