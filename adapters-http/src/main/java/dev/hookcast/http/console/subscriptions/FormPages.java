package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Problem;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.SubscriptionJson;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.FilterJson;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.json.JsonReader;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form for a new subscription, and for one that is changed. */
final class FormPages {
  private static final String STEP = "step"; // anything but saving only shows the form anew

  private final Hookcast core;
  private final Offer.Maker offers;
  private final ShownPages shown;
  private final SubscriptionJson json;
  private final Samples samples;

  FormPages(Hookcast core, Offer.Maker offers, ShownPages shown) {
    this.core = core;
    this.offers = offers;
    this.shown = shown;
    this.json = core.subscriptionJson();
    this.samples = new Samples(core.catalogue(), core.previews());
  }

  Answer blank(Call call, Place place) {
    var draft =
        new Draft(
            Map.of(
                "sink", call.parameter("sink").orElse(""),
                "dialect", call.parameter("dialect").orElse(Dialects.DEFAULT),
                "events", "all"));
    return page(200, call, place, Optional.empty(), draft, Wrongs.NONE);
  }

  Answer create(Call call, Place place) {
    var draft = new Draft(call.form());
    if (!draft.text(STEP).isEmpty()) {
      return page(200, call, place, Optional.empty(), draft, Wrongs.NONE);
    }
    try {
      var created =
          core.subscriptions()
              .by(call.author())
              .create(call.organization(), settings(draft, place, Optional.empty()));
      var told = new Told.Saved(created.freshSecret(), created.warnings());
      return saved(call, place, created.subscription(), Notice.CREATED, told);
    } catch (InvalidInput e) {
      return page(422, call, place, Optional.empty(), draft, new Wrongs(e.problems()));
    }
  }

  Answer edit(Call call, Place place) {
    var current = shown.found(call, place);
    var spec = offers.sink(current.settings()).orElseThrow(() -> switchedOff(current));
    var draft = Draft.of(current.settings(), json.write(current.settings()), spec);
    return page(200, call, place, Optional.of(current), draft, Wrongs.NONE);
  }

  private static Refusal switchedOff(Subscription subscription) {
    return Refusal.conflict(
        "sink_unknown",
        "The sink %s is switched off here, so nobody knows what it wants to be told."
            .formatted(subscription.settings().sink().kind()));
  }

  Answer save(Call call, Place place) {
    var found = shown.found(call, place);
    var draft = new Draft(call.form());
    if (!draft.text(STEP).isEmpty()) {
      return page(200, call, place, Optional.of(found), draft, Wrongs.NONE);
    }
    try {
      var changed =
          core.subscriptions()
              .by(call.author())
              .change(
                  call.organization(),
                  found.id(),
                  now -> call.permitted(now, settings(draft, place, Optional.of(now))))
              .orElseThrow(Refusal::notFound);
      var told = new Told.Saved(Optional.empty(), changed.warnings());
      return saved(call, place, changed.subscription(), Notice.SAVED, told);
    } catch (InvalidInput e) {
      return page(422, call, place, Optional.of(found), draft, new Wrongs(e.problems()));
    }
  }

  /** What there is to say only now stands in the answer itself. */
  private Answer saved(
      Call call, Place place, Subscription subscription, Notice notice, Told.Saved told) {
    return told.secret().isEmpty() && told.warnings().isEmpty()
        ? Answer.seeOther(notice.on(Frame.home(call.organization()) + place.path(subscription)))
        : shown.show(200, call, place, subscription, told);
  }

  private Settings settings(Draft draft, Place place, Optional<Subscription> current) {
    var offer = offers.of(draft);
    var problems = new ArrayList<>(problems(draft));
    try {
      var read = json.read(draft.document(offer.sink(), before(current), place), current);
      refuse(problems);
      return draft.removesSigning(offer.sink()) ? SubscriptionJson.unsigned(read) : read;
    } catch (InvalidInput e) {
      problems.addAll(e.problems());
      throw new InvalidInput(problems);
    }
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInput(List.copyOf(problems));
    }
  }

  /** What only a form can get wrong. */
  private static List<Problem> problems(Draft draft) {
    boolean none = draft.checkedOf(Draft.EVENT).isEmpty() && draft.lines("filter.events").isEmpty();
    return none && !draft.wantsAll()
        ? List.of(
            new Problem(
                "/filter/events", "required", "Choose at least one event, or take all of them."))
        : List.of();
  }

  private JsonObject before(Optional<Subscription> current) {
    return current.map(now -> json.write(now.settings())).orElse(JsonObject.EMPTY);
  }

  private Answer page(
      int status,
      Call call,
      Place place,
      Optional<Subscription> current,
      Draft draft,
      Wrongs wrongs) {
    var offer = offers.of(draft);
    var form = new Form(place, current, draft, offer, wrongs, outlook(call, place, current, draft));
    var title =
        current
            .map(subscription -> "Edit " + subscription.settings().name())
            .orElse("New " + place.noun());
    return Pages.show(
        status,
        "subscriptions/form.jte",
        Map.of("frame", Frame.of(call, Area.SUBSCRIPTIONS, title), "form", form));
  }

  private Form.Outlook outlook(
      Call call, Place place, Optional<Subscription> current, Draft draft) {
    var offer = offers.of(draft);
    var filter = filter(draft.document(offer.sink(), before(current), place), offer.dialect());
    return new Form.Outlook(
        filter
            .filter(known -> problems(draft).isEmpty())
            .map(known -> Wording.of(known, offer.vocabulary())),
        unfinished(draft, place, current),
        samples.of(call.organization(), draft, offer, filter));
  }

  private Wrongs unfinished(Draft draft, Place place, Optional<Subscription> current) {
    try {
      settings(draft, place, current);
      return Wrongs.NONE;
    } catch (InvalidInput e) {
      return new Wrongs(e.problems());
    }
  }

  private static Optional<Filter> filter(JsonObject document, Dialect dialect) {
    var in = JsonReader.of(document.object("filter"));
    var filter = FilterJson.read(in);
    boolean mentioned = document.object("filter").get("states").isPresent();
    return in.clean()
        ? Optional.of(mentioned ? filter : filter.inStates(dialect.usualStates()))
        : Optional.empty();
  }
}
