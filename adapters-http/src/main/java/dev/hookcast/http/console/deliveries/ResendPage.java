package dev.hookcast.http.console.deliveries;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Deliveries.Resent;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Filters;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sending again all that failed since some time: it is said first how much that is. */
final class ResendPage {
  /** How many are sent again at once: each is a change of its own, and told by the audit log. */
  static final int MOST = 1_000;

  private static final String PATH = "/resend";
  private static final String ROUTE = Frame.ORGANIZATION + PATH;
  private static final List<String> FIELDS =
      List.of(DeliveriesPages.SINCE, DeliveriesPages.SUBSCRIPTION, Filters.ZONE);

  private final Hookcast core;

  ResendPage(Hookcast core) {
    this.core = core;
  }

  List<Route> routes() {
    return List.of(
        Route.page("GET", ROUTE, TokenScope.DELIVERIES_RESEND, this::ask),
        Route.page("POST", ROUTE, TokenScope.DELIVERIES_RESEND, this::resend));
  }

  /**
   * What would be sent again.
   *
   * @param more true if that isn't all
   */
  record Failed(int count, boolean more) {}

  /**
   * What came of it: how many are sent again, and how many aren't for which reason.
   *
   * @param left how many were to be sent when no more might be
   */
  record Done(int queued, Map<String, Integer> refused, int left) {
    boolean all() {
      return refused.isEmpty() && left == 0;
    }
  }

  private Answer ask(Call call) {
    var filters = Filters.of(call, address(call), FIELDS);
    return page(call, filters, Optional.empty());
  }

  private Answer resend(Call call) {
    var filters = Filters.of(address(call), call.form(), FIELDS);
    var wanted = since(filters).map(since -> wanted(call, filters, since));
    if (wanted.isEmpty()) {
      filters.reject(DeliveriesPages.SINCE, "Say since when.");
      return page(call, filters, Optional.empty());
    }
    var done = resent(call, core.deliveries().list(wanted.get()).items());
    return done.all()
        ? Answer.seeOther(
            Notice.RESENT_ALL.on(Frame.home(call.organization()) + Area.DELIVERIES.path()))
        : page(call, filters, Optional.of(done));
  }

  private Done resent(Call call, List<Delivery> failed) {
    var deliveries = core.deliveries().by(call.author());
    var refused = new LinkedHashMap<String, Integer>();
    int queued = 0;
    for (int i = 0; i < failed.size(); i++) {
      if (i > 0 && !call.resendsAnother()) {
        return new Done(queued, refused, failed.size() - i);
      }
      var each = failed.get(i);
      switch (deliveries.resend(call.organization(), each.id())) {
        case Resent.Queued done -> queued++;
        case Resent.Missing missing -> refused.merge("It has expired meanwhile.", 1, Integer::sum);
        case Resent.Expired why -> refused.merge(why.why(), 1, Integer::sum);
        case Resent.Refused why -> refused.merge(why.why(), 1, Integer::sum);
      }
    }
    return new Done(queued, refused, 0);
  }

  private Answer page(Call call, Filters filters, Optional<Done> done) {
    var frame = Frame.of(call, Area.DELIVERIES, "Send again what failed");
    var failed = since(filters).map(since -> failed(wanted(call, filters, since)));
    var receiver =
        filters
            .read(DeliveriesPages.SUBSCRIPTION, SubscriptionId::new)
            .map(id -> Receiver.of(frame, core.subscriptions(), id));
    return Pages.show(
        filters.understood() ? 200 : 422,
        "deliveries/resend.jte",
        Map.of(
            "frame", frame,
            "filters", filters,
            "receiver", receiver,
            "failed", failed,
            "done", done));
  }

  private Failed failed(DeliveryStore.Query wanted) {
    var found = core.deliveries().list(wanted);
    return new Failed(found.items().size(), found.next().isPresent());
  }

  private static Optional<Instant> since(Filters filters) {
    return filters.time(DeliveriesPages.SINCE);
  }

  private static DeliveryStore.Query wanted(Call call, Filters filters, Instant since) {
    return new DeliveryStore.Query(
        call.organization(),
        filters.read(DeliveriesPages.SUBSCRIPTION, SubscriptionId::new),
        Optional.empty(),
        Optional.of(DeliveryState.EXHAUSTED),
        Optional.of(since),
        Optional.empty(),
        Page.Wanted.first(MOST));
  }

  private static String address(Call call) {
    return Frame.home(call.organization()) + PATH;
  }
}
