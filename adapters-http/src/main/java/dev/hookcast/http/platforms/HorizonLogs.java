package dev.hookcast.http.platforms;

import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Deliveries;
import dev.hookcast.core.api.Deliveries.Resent;
import dev.hookcast.core.api.LoggedEvent;
import dev.hookcast.core.event.Naming.Named;
import dev.hookcast.core.spi.DeliveryStore.LogQuery;
import dev.hookcast.core.subscription.Subscription;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.ProblemType;
import dev.hookcast.http.server.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The logs of Horizon's webhooks: an entry for each attempt, and for each that is to be made. */
final class HorizonLogs {
  // Names stand in the events' documents, which are read one by one: so many of the newest are
  // looked through, and so many at a time are held in memory.
  private static final int REACH = 10_000;
  private static final int STRIDE = 200;

  private final Webhooks webhooks;
  private final HorizonEvents events;
  private final Deliveries deliveries;

  HorizonLogs(Webhooks webhooks, HorizonEvents events, Deliveries deliveries) {
    this.webhooks = webhooks;
    this.events = events;
    this.deliveries = deliveries;
  }

  /** What a client wants to see of a log: an event's name, part of a resource's name. */
  private record Wanted(Optional<String> event, Optional<String> name) {
    static Wanted of(Call call) {
      return new Wanted(
          call.parameter("eventType").filter(text -> !text.equals(HorizonEvents.ANY)),
          call.parameter("filter").map(text -> text.toLowerCase(Locale.ROOT)));
    }

    boolean everything() {
      return event.isEmpty() && name.isEmpty();
    }

    boolean includes(LoggedEvent logged, HorizonLogView view, Subscription webhook) {
      var naming = webhook.settings().dialect().name(logged.event());
      return event.stream().allMatch(e -> naming instanceof Named named && named.answersTo(e))
          && name.stream()
              .allMatch(n -> view.resourceName().orElse("").toLowerCase(Locale.ROOT).contains(n));
    }
  }

  /** A page of a webhook's log, the newest first. */
  Answer list(Call call, Subscription webhook) {
    var page = HorizonPage.of(call);
    var wanted = Wanted.of(call);
    if (!wanted.everything()) {
      return narrowed(call, webhook, wanted);
    }
    var query =
        new LogQuery(
            webhook.organization(),
            webhook.id(),
            Set.of(),
            Optional.empty(),
            page.offset(),
            page.size());
    var rows = deliveries.log(query).stream().map(logged -> view(call, logged, webhook).row());
    return HorizonPage.answer(rows.toList(), deliveries.logged(query));
  }

  /** One entry, whole. */
  Answer show(Call call) {
    var entry = meant(call);
    return HorizonPage.data(view(call, entry, webhook(entry)).whole());
  }

  /** Sends once more what an entry is about; answers the entry that this makes. */
  Answer resend(Call call) {
    var entry = meant(call);
    return switch (deliveries
        .by(call.author())
        .resend(call.organization(), entry.entry().delivery().id())) {
      case Resent.Queued queued -> added(call, queued.logNumber(), webhook(entry));
      case Resent.Missing missing -> throw Refusal.notFound();
      case Resent.Expired expired -> throw Refusal.of(ProblemType.PAYLOAD_EXPIRED, expired.why());
      case Resent.Refused refused -> throw Refusal.conflict(refused.code(), refused.why());
    };
  }

  private Answer added(Call call, long number, Subscription webhook) {
    var entry = deliveries.entry(call.organization(), number).orElseThrow(Refusal::notFound);
    return HorizonPage.data(view(call, entry, webhook).row());
  }

  private Answer narrowed(Call call, Subscription webhook, Wanted wanted) {
    var types = wanted.event().map(events::types).orElse(Set.of());
    if (wanted.event().isPresent() && types.isEmpty()) {
      return HorizonPage.answer(List.of(), 0);
    }
    var found = new ArrayList<HorizonLogView>();
    var before = Optional.of(Long.MAX_VALUE);
    for (int seen = 0; before.isPresent() && seen < REACH; seen += STRIDE) {
      var part =
          deliveries.log(
              new LogQuery(webhook.organization(), webhook.id(), types, before, 0, STRIDE));
      for (var logged : part) {
        var view = view(call, logged, webhook);
        if (wanted.includes(logged, view, webhook)) {
          found.add(view);
        }
      }
      before = part.stream().map(logged -> logged.entry().number()).reduce((one, last) -> last);
    }
    var rows = HorizonPage.of(call).of(found).stream().map(HorizonLogView::row);
    return HorizonPage.answer(rows.toList(), found.size());
  }

  private HorizonLogView view(Call call, LoggedEvent logged, Subscription webhook) {
    return new HorizonLogView(
        logged, webhook, webhooks.url(webhook), call.may(TokenScope.PAYLOADS_READ));
  }

  /** The entry that the path names, if it belongs to a webhook that there still is. */
  private LoggedEvent meant(Call call) {
    long number = HorizonResource.number(call.path("id"));
    return deliveries
        .entry(call.organization(), number)
        .filter(logged -> found(logged).isPresent())
        .orElseThrow(Refusal::notFound);
  }

  private Subscription webhook(LoggedEvent logged) {
    return found(logged).orElseThrow(Refusal::notFound);
  }

  private Optional<Subscription> found(LoggedEvent logged) {
    var delivery = logged.entry().delivery();
    return webhooks.find(delivery.organization(), s -> s.id().equals(delivery.subscription()));
  }
}
