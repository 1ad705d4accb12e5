package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.LoggedEvent;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subscription's own page. */
final class ShownPages {
  private static final int LATEST = 10;

  private final Hookcast core;
  private final Offer.Maker offers;

  ShownPages(Hookcast core, Offer.Maker offers) {
    this.core = core;
    this.offers = offers;
  }

  /**
   * What is known of a subscription, for reading.
   *
   * @param meaning its filter in words
   * @param secrets the options that hold a secret
   * @param retiring until when a former secret signs beside the current one
   * @param rotates true if it has a secret that can be replaced
   * @param examples the types that it can be tried with
   */
  record Facts(
      Target target,
      Condition condition,
      String meaning,
      String schedule,
      List<String> secrets,
      Optional<Instant> retiring,
      boolean rotates,
      List<String> examples) {}

  Answer show(Call call, Place place) {
    return show(200, call, place, found(call, place), Told.NOTHING);
  }

  /** The subscription that the call names, as far as it belongs to that place. */
  Subscription found(Call call, Place place) {
    return core.subscriptions()
        .find(call.organization(), new SubscriptionId(call.id()))
        .filter(place::has)
        .orElseThrow(Refusal::notFound);
  }

  /** Its page, with what is to be told beside it. */
  Answer show(int status, Call call, Place place, Subscription subscription, Told told) {
    var log = log(call, subscription);
    return Pages.show(
        status,
        "subscriptions/show.jte",
        Map.of(
            "frame", Frame.of(call, Area.SUBSCRIPTIONS, subscription.settings().name()),
            "place", place,
            "subscription", subscription,
            "facts", facts(subscription),
            "spark", Spark.of(log),
            "log", log.stream().limit(LATEST).toList(),
            "told", told));
  }

  private List<LoggedEvent> log(Call call, Subscription subscription) {
    return call.may(TokenScope.DELIVERIES_READ)
        ? core.deliveries().log(ListPages.latest(subscription, Spark.ENTRIES))
        : List.of();
  }

  private Facts facts(Subscription subscription) {
    var settings = subscription.settings();
    var vocabulary = offers.vocabulary(settings.dialect());
    var sink = settings.sink();
    return new Facts(
        Target.of(subscription),
        Condition.of(subscription),
        Wording.of(settings.filter(), vocabulary),
        Terms.words(settings.retry()),
        offers.sink(settings).stream()
            .flatMap(
                spec ->
                    spec.options().stream()
                        .map(option -> option.name())
                        .filter(name -> Secrecy.isSet(sink.secrets(), name, spec)))
            .toList(),
        core.subscriptions().retiringUntil(subscription),
        // Asks only whether there could be one: this secret is never used.
        sink.speaksDialect()
            && settings.dialect().nextSecret(Optional.empty(), () -> 0L).isPresent(),
        vocabulary.types(sink.speaksDialect()));
  }
}
