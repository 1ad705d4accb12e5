package dev.hookcast.http.console.overview;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How things are. */
public final class OverviewPage {
  private static final int SHOWN = 20;

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
    return Pages.show("overview/overview.jte", Map.of("frame", frame, "status", status(frame)));
  }

  private Status status(Frame frame) {
    var organization = frame.organization();
    var subscriptions =
        frame.may(TokenScope.SUBSCRIPTIONS_READ)
            ? core.subscriptions().list(organization)
            : List.<Subscription>of();
    var attention = Attention.of(subscriptions);
    int shown = Math.min(SHOWN, attention.size());
    return new Status(
        core.vitals().of(organization),
        core.deliveries().waiting(organization, Status.COUNTED),
        attention.subList(0, shown),
        attention.size() - shown,
        steps(frame, !subscriptions.isEmpty()));
  }

  private Status.Steps steps(Frame frame, boolean subscribed) {
    boolean delivered = !core.deliveries().list(anyDelivery(frame)).items().isEmpty();
    // What was delivered was published, to somebody.
    boolean published = delivered || !core.publishing().list(anyEvent(frame)).items().isEmpty();
    return new Status.Steps(subscribed || delivered, published, delivered);
  }

  private static DeliveryStore.Query anyDelivery(Frame frame) {
    return new DeliveryStore.Query(
        frame.organization(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(1));
  }

  private static EventStore.Query anyEvent(Frame frame) {
    return new EventStore.Query(
        frame.organization(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(1));
  }
}
