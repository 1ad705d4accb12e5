package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.api.Catalogue;
import dev.hookcast.core.api.Preview;
import dev.hookcast.core.api.Previews;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.http.console.page.PrettyJson;
import java.util.Optional;

/** Makes samples of what a form's subscription would send. Safe for any number of threads. */
final class Samples {
  private final Catalogue catalogue;
  private final Previews previews;

  Samples(Catalogue catalogue, Previews previews) {
    this.catalogue = catalogue;
    this.previews = previews;
  }

  /** The sample that the form asks for. */
  Sample of(OrganizationId organization, Draft draft, Offer offer, Optional<Filter> filter) {
    var type = type(draft, offer, filter);
    var event = offer.vocabulary().example(type, status(draft));
    var skipped = filter.flatMap(wanted -> objection(wanted, event, offer));
    return new Sample(
        type.value(), event.status().word(), shown(organization, offer, event), skipped);
  }

  /** The chosen one, as long as it is subscribed or was chosen only now; otherwise the first. */
  private static EventType type(Draft draft, Offer offer, Optional<Filter> filter) {
    var types = offer.exampleTypes();
    var chosen = Optional.of(draft.text("example")).filter(types::contains);
    boolean justNow = !draft.text("example").equals(draft.text("example_before"));
    return chosen
        .filter(type -> justNow || isWanted(filter, type, offer))
        .or(() -> types.stream().filter(type -> isWanted(filter, type, offer)).findFirst())
        .or(() -> chosen)
        .or(() -> types.stream().findFirst())
        .map(EventType::new)
        .orElse(EventType.DEPLOY);
  }

  private static boolean isWanted(Optional<Filter> filter, String type, Offer offer) {
    return filter
        .filter(known -> !known.events().isEmpty())
        .map(known -> isWanted(known, new EventType(type), offer))
        .orElse(type.equals(EventType.DEPLOY.value()));
  }

  private static boolean isWanted(Filter filter, EventType type, Offer offer) {
    var event = offer.vocabulary().example(type, EventStatus.SUCCEEDED);
    return offer.dialect().name(event) instanceof Naming.Named named
        && filter.events().stream().anyMatch(pattern -> pattern.matches(type, named));
  }

  private static EventStatus status(Draft draft) {
    try {
      return EventStatus.of(draft.text("example_status"));
    } catch (InvalidInput e) {
      return EventStatus.SUCCEEDED;
    }
  }

  private static Optional<String> objection(Filter filter, Event event, Offer offer) {
    var verdict =
        switch (offer.dialect().name(event)) {
          case Naming.Named named -> filter.consider(event, named);
          case Naming.Unnamed unnamed when offer.sink().speaksDialect() ->
              new Verdict.Skipped(unnamed.why());
          case Naming.Unnamed unnamed -> filter.consider(event, Naming.of(event.type().value()));
        };
    return verdict instanceof Verdict.Skipped skipped
        ? Optional.of(skipped.reason())
        : Optional.empty();
  }

  private Sample.Shown shown(OrganizationId organization, Offer offer, Event event) {
    var sink = catalogue.sink(offer.sink().kind()).orElseThrow();
    return switch (previews.of(organization, EventJson.write(event), sink, offer.dialect())) {
      case Preview.Nothing nothing -> new Sample.Shown.Nothing(nothing.reason());
      case Preview.Shown shown -> {
        var body = PrettyJson.of(shown.body());
        yield Optional.of(shown.body())
            .filter(document -> !offer.sink().speaksDialect())
            .flatMap(SlackMessage::of)
            .<Sample.Shown>map(message -> new Sample.Shown.Chat(message, body))
            .orElseGet(() -> new Sample.Shown.Payload(shown.headers(), body));
      }
    };
  }
}
