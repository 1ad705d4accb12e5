package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.stream.Stream;

/** Who gets what: the same pages for an organization and for each of its parts. */
public final class SubscriptionPages {
  private final ListPages lists;
  private final FormPages forms;
  private final ShownPages shown;
  private final SwitchPages switches;
  private final TrialPages trials;

  public SubscriptionPages(Hookcast core) {
    var offers = new Offer.Maker(core.catalogue());
    shown = new ShownPages(core, offers);
    lists = new ListPages(core, offers);
    forms = new FormPages(core, offers, shown);
    switches = new SwitchPages(core.subscriptions(), shown);
    trials = new TrialPages(core, shown);
  }

  /** Answers a call about subscriptions of this place. */
  private interface Handler {
    Answer answer(Call call, Place place);
  }

  /** Their routes. */
  public List<Route> routes() {
    return Stream.of(Place.Kind.values()).flatMap(this::routes).toList();
  }

  private Stream<Route> routes(Place.Kind kind) {
    return Stream.of(
        read(kind, "", lists::list),
        change("GET", kind, "/new", forms::blank),
        change("POST", kind, "/new", forms::create),
        read(kind, "/{id}", shown::show),
        change("GET", kind, "/{id}/edit", forms::edit),
        change("POST", kind, "/{id}/edit", forms::save),
        change("POST", kind, "/{id}/pause", switches::pause),
        change("POST", kind, "/{id}/resume", switches::resume),
        change("GET", kind, "/{id}/delete", switches::askToDelete),
        change("POST", kind, "/{id}/delete", switches::delete),
        change("POST", kind, "/{id}/validate", trials::validate),
        change("POST", kind, "/{id}/test", trials::test),
        route("POST", kind, "/{id}/rotate", TokenScope.SECRETS_WRITE, trials::rotate));
  }

  private static Route read(Place.Kind kind, String path, Handler handler) {
    return route("GET", kind, path, TokenScope.SUBSCRIPTIONS_READ, handler);
  }

  private static Route change(String method, Place.Kind kind, String path, Handler handler) {
    return route(method, kind, path, TokenScope.SUBSCRIPTIONS_WRITE, handler);
  }

  private static Route route(
      String method, Place.Kind kind, String path, TokenScope scope, Handler handler) {
    return Route.page(
        method, kind.route() + path, scope, call -> handler.answer(call, Place.of(kind, call)));
  }
}
