package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Paging;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A place's subscriptions, a page at a time. */
final class ListPages {
  private static final int ROWS = 20;

  private final Hookcast core;
  private final Offer.Maker offers;

  ListPages(Hookcast core, Offer.Maker offers) {
    this.core = core;
    this.offers = offers;
  }

  /**
   * One subscription in a list.
   *
   * @param events which ones it wants, in words
   * @param spark how its latest attempts went, for those who may see deliveries
   */
  record Row(
      Subscription subscription,
      Target target,
      String events,
      Condition condition,
      Optional<Spark> spark) {}

  Answer list(Call call, Place place) {
    var wanted = call.parameter("q").map(String::strip).orElse("");
    var page = call.query().page();
    var all = core.subscriptions().list(call.organization()).stream().filter(place::has).toList();
    var found =
        Page.of(
            all.stream().filter(each -> mentions(each, wanted)).toList(),
            new Page.Wanted(ROWS, page.before()),
            Subscription::number);
    var rows = found.items().stream().map(each -> row(call, each)).toList();
    return Pages.show(
        "subscriptions/list.jte",
        Map.of(
            "frame",
            Frame.of(call, Area.SUBSCRIPTIONS, title(place)),
            "place",
            place,
            "rows",
            rows,
            "all",
            all.size(),
            "query",
            wanted,
            "next",
            next(found)));
  }

  private static String title(Place place) {
    return place.scoped() ? "Webhooks of " + place.name() : "Subscriptions";
  }

  private static String next(Page<Subscription> page) {
    return Paging.cursor(page.next()) instanceof JsonString cursor ? cursor.value() : "";
  }

  private static boolean mentions(Subscription subscription, String wanted) {
    var settings = subscription.settings();
    var words = wanted.toLowerCase(Locale.ROOT);
    return Stream.of(
            settings.name(),
            settings.description(),
            settings.dialect().name(),
            settings.sink().kind(),
            Target.of(subscription).text())
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(words));
  }

  private Row row(Call call, Subscription subscription) {
    var settings = subscription.settings();
    return new Row(
        subscription,
        Target.of(subscription),
        Wording.events(settings.filter(), offers.vocabulary(settings.dialect())),
        Condition.of(subscription),
        call.may(TokenScope.DELIVERIES_READ)
            ? Optional.of(Spark.of(core.deliveries().log(latest(subscription, Spark.ENTRIES))))
            : Optional.empty());
  }

  /** So many of its log's newest entries. */
  static DeliveryStore.LogQuery latest(Subscription subscription, int entries) {
    return new DeliveryStore.LogQuery(
        subscription.organization(), subscription.id(), Set.of(), Optional.empty(), 0, entries);
  }
}
