package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Deliveries.Resent;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
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
import java.util.Optional;
import java.util.stream.Stream;

/** Deliveries: listed, shown with every attempt, sent again one by one or all that failed. */
public final class DeliveriesPages {
  static final String STATE = "state";
  static final String SUBSCRIPTION = "subscription";
  static final String EVENT = "event";
  static final String SINCE = "since";
  static final String UNTIL = "until";

  private static final String LIST = Frame.ORGANIZATION + "/deliveries";
  private static final String ONE = LIST + "/{id}";
  private static final List<String> FIELDS =
      List.of(STATE, SUBSCRIPTION, EVENT, SINCE, UNTIL, Filters.ZONE);

  // More would be no choice any more; the page of a subscription leads here with its id.
  private static final int OFFERED = 200;

  private final Hookcast core;

  public DeliveriesPages(Hookcast core) {
    this.core = core;
  }

  /** Its routes. */
  public List<Route> routes() {
    var again = new ResendPage(core);
    return Stream.concat(
            again.routes().stream(),
            Stream.of(
                Route.page("GET", LIST, TokenScope.DELIVERIES_READ, this::list),
                Route.page("GET", ONE, TokenScope.DELIVERIES_READ, this::show),
                Route.page("POST", ONE + "/resend", TokenScope.DELIVERIES_RESEND, this::resend)))
        .toList();
  }

  private Answer list(Call call) {
    var frame = Frame.of(call, Area.DELIVERIES, "Deliveries");
    var filters = Filters.of(call, frame.at(Area.DELIVERIES.path()), FIELDS);
    var wanted = query(frame, filters);
    var found =
        filters.understood()
            ? core.deliveries().list(wanted)
            : new Page<Delivery>(List.of(), Optional.empty());
    return Pages.show(
        filters.understood() ? 200 : 422,
        "deliveries/list.jte",
        Map.of(
            "frame", frame,
            "filters", filters,
            "subscriptions", offered(frame),
            "rows", new DeliveryRows(core, frame).of(found.items()),
            "next", found.next()));
  }

  private static DeliveryStore.Query query(Frame frame, Filters filters) {
    return new DeliveryStore.Query(
        frame.organization(),
        filters.read(SUBSCRIPTION, SubscriptionId::new),
        filters.read(EVENT, EventId::new),
        filters.read(STATE, DeliveryState::of),
        filters.time(SINCE),
        filters.time(UNTIL),
        filters.page());
  }

  private List<Subscription> offered(Frame frame) {
    return frame.may(TokenScope.SUBSCRIPTIONS_READ)
        ? core.subscriptions().list(frame.organization(), Page.Wanted.first(OFFERED)).items()
        : List.of();
  }

  private Answer show(Call call) {
    return show(call, 200, "");
  }

  private Answer resend(Call call) {
    var id = new DeliveryId(call.id());
    return switch (core.deliveries().by(call.author()).resend(call.organization(), id)) {
      case Resent.Queued queued ->
          Answer.seeOther(
              Notice.RESENT.on(
                  Frame.home(call.organization()) + "/deliveries/" + queued.delivery().id()));
      case Resent.Missing missing -> throw Refusal.notFound();
      case Resent.Expired expired -> show(call, 410, expired.why());
      case Resent.Refused refused -> show(call, 409, refused.why());
    };
  }

  private Answer show(Call call, int status, String refused) {
    var found =
        core.deliveries()
            .find(call.organization(), new DeliveryId(call.id()))
            .orElseThrow(Refusal::notFound);
    var frame = Frame.of(call, Area.DELIVERIES, "Delivery");
    var sheet = DeliverySheet.of(new DeliveryRows(core, frame).of(found));
    return Pages.show(
        status,
        "deliveries/delivery.jte",
        Map.of("frame", frame, "sheet", sheet, "refused", refused));
  }
}
