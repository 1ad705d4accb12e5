package dev.hookcast.http.console.bins;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import dev.hookcast.http.sink.Bins;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Request bins: made, looked into while requests come, emptied. */
public final class BinPages {
  private static final String PATH = Frame.ORGANIZATION + "/bins";
  private static final String HERE = "/bins";
  private static final int WRONG = 422;
  private static final int MOST = 100;

  private final Hookcast core;
  private final Bins bins;

  public BinPages(Hookcast core, Bins bins) {
    this.core = core;
    this.bins = bins;
  }

  /** Their routes. What was caught has headers and a body, and takes what reading them takes. */
  public List<Route> routes() {
    return List.of(
        Route.page("GET", PATH, TokenScope.PAYLOADS_READ, this::list),
        Route.page("POST", PATH, TokenScope.SUBSCRIPTIONS_WRITE, this::create),
        Route.page("GET", PATH + "/{id}", TokenScope.PAYLOADS_READ, this::show),
        Route.page("POST", PATH + "/{id}/empty", TokenScope.SUBSCRIPTIONS_WRITE, this::empty));
  }

  private Answer list(Call call) {
    return list(200, call, Map.of("dialect", Dialects.DEFAULT), List.of());
  }

  private Answer list(int status, Call call, Map<String, String> form, List<Problem> problems) {
    var there =
        core.subscriptions().list(call.organization()).stream()
            .filter(Bin::is)
            .limit(MOST)
            .map(this::bin)
            .toList();
    return Pages.show(
        status,
        "bins/bins.jte",
        Map.of(
            "frame", Frame.of(call, Area.BINS, "Request bins"),
            "bins", there,
            "dialects", core.catalogue().dialects().stream().map(Dialect::name).toList(),
            "form", form,
            "problems", problems));
  }

  private Answer create(Call call) {
    var form = call.form();
    try {
      var wanted = core.subscriptionJson().read(Bin.wanted(form), Optional.empty());
      var created = core.subscriptions().by(call.author()).create(call.organization(), wanted);
      var secret = created.freshSecret();
      return secret.isPresent()
          ? show(201, call, created.subscription(), secret.get().reveal())
          : Answer.seeOther(Notice.CREATED.on(address(call, created.subscription())));
    } catch (InvalidInput e) {
      return list(WRONG, call, form, e.problems());
    }
  }

  private Answer show(Call call) {
    return show(200, call, current(call), "");
  }

  /** The bin; its secret too, the only time that it can be read. */
  private Answer show(int status, Call call, Subscription subscription, String secret) {
    var bin = bin(subscription);
    return Pages.show(
        status,
        "bins/bin.jte",
        Map.of("frame", Frame.of(call, Area.BINS, bin.name()), "bin", bin, "secret", secret));
  }

  private Answer empty(Call call) {
    var subscription = current(call);
    bins.empty(subscription.id());
    return Answer.seeOther(Notice.EMPTIED.on(address(call, subscription)));
  }

  private Bin bin(Subscription subscription) {
    return new Bin(subscription, bins.of(subscription.id()));
  }

  private Subscription current(Call call) {
    return core.subscriptions()
        .find(call.organization(), new SubscriptionId(call.id()))
        .filter(Bin::is)
        .orElseThrow(Refusal::notFound);
  }

  private static String address(Call call, Subscription subscription) {
    return Frame.home(call.organization()) + HERE + "/" + subscription.id();
  }
}
