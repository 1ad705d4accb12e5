package dev.hookcast.http.console;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.console.administration.AdministrationPages;
import dev.hookcast.http.console.administration.Installation;
import dev.hookcast.http.console.bins.BinPages;
import dev.hookcast.http.console.deliveries.DeliveriesPages;
import dev.hookcast.http.console.dialects.DialectPages;
import dev.hookcast.http.console.events.EventsPages;
import dev.hookcast.http.console.overview.OverviewPage;
import dev.hookcast.http.console.overview.SearchPage;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Assets;
import dev.hookcast.http.console.page.Complaint;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.console.subscriptions.SubscriptionPages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import dev.hookcast.http.server.Sessions;
import dev.hookcast.http.sink.Bins;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The table of the console's pages. */
public final class Console {
  private Console() {}

  /**
   * What pages are made of besides the core.
   *
   * @param authenticator knows whose token it is that somebody signs in with
   */
  public record Parts(
      Authenticator authenticator,
      Sessions sessions,
      InstantSource clock,
      Installation installation,
      Bins bins) {}

  /** All of them; what is wrong with a call is said as a page, too. */
  public static List<Route> of(Hookcast core, Parts parts) {
    var login = new Login(parts.authenticator(), parts.sessions());
    return Stream.of(
            List.of(
                Route.open("GET", Assets.ROUTE, Assets::show),
                Route.open("GET", "/console/login", login::ask),
                Route.open("POST", "/console/login", login::signIn),
                Route.page("GET", "/console/session", login::signedIn),
                Route.page("POST", "/console/logout", login::signOut),
                Route.page("GET", "/console", Console::home)),
            new OverviewPage(core).routes(),
            new SubscriptionPages(core).routes(),
            new DeliveriesPages(core).routes(),
            new EventsPages(core).routes(),
            new SearchPage(core).routes(),
            new DialectPages(core).routes(),
            new BinPages(core, parts.bins()).routes(),
            new AdministrationPages(core, parts.clock(), parts.installation()).routes())
        .flatMap(List::stream)
        .map(route -> route.answering(Pages::guarded).refusing(Complaint::of))
        .toList();
  }

  /** The first area of the visitor's own organization that they may see. */
  private static Answer home(Call call) {
    var visitor = call.admittedCaller();
    var home = Frame.home(visitor.organization().orElse(OrganizationId.DEFAULT));
    var area =
        Stream.of(Area.values())
            .filter(each -> each.scope().filter(scope -> !visitor.may(scope)).isEmpty())
            .findFirst()
            .orElse(Area.DIALECTS);
    return Answer.seeOther(home + area.path());
  }
}
