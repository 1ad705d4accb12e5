package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.util.Map;
import java.util.Optional;

/** Pauses subscriptions, resumes them, and deletes them. */
final class SwitchPages {
  private final Subscriptions subscriptions;
  private final ShownPages shown;

  SwitchPages(Subscriptions subscriptions, ShownPages shown) {
    this.subscriptions = subscriptions;
    this.shown = shown;
  }

  Answer pause(Call call, Place place) {
    var found = shown.found(call, place);
    var changed = subscriptions.by(call.author()).pause(call.organization(), found.id());
    return switched(call, place, changed, Notice.PAUSED);
  }

  Answer resume(Call call, Place place) {
    var found = shown.found(call, place);
    var changed = subscriptions.by(call.author()).resume(call.organization(), found.id());
    return switched(call, place, changed, Notice.RESUMED);
  }

  /** Back to where the switch stood: a subscription's page, or a list with what it was asked. */
  private static Answer switched(
      Call call, Place place, Optional<Subscription> changed, Notice notice) {
    var subscription = changed.orElseThrow(Refusal::notFound);
    var form = call.form();
    var back =
        form.containsKey("list")
            ? place.path() + "?q=" + Frame.encoded(form.getOrDefault("list", ""))
            : place.path(subscription);
    return Answer.seeOther(notice.on(Frame.home(call.organization()) + back));
  }

  Answer askToDelete(Call call, Place place) {
    var subscription = shown.found(call, place);
    return Pages.show(
        "subscriptions/delete.jte",
        Map.of(
            "frame", Frame.of(call, Area.SUBSCRIPTIONS, "Delete " + subscription.settings().name()),
            "place", place,
            "subscription", subscription));
  }

  Answer delete(Call call, Place place) {
    var found = shown.found(call, place);
    if (!subscriptions.by(call.author()).delete(call.organization(), found.id())) {
      throw Refusal.notFound();
    }
    return Answer.seeOther(Notice.DELETED.on(Frame.home(call.organization()) + place.path()));
  }
}
