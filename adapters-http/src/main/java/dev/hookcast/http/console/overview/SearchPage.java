package dev.hookcast.http.console.overview;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventType;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Notice;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Leads to whatever a text means; to nothing that whoever asks may not see. */
public final class SearchPage {
  private static final String PARAMETER = "q";

  private final Hookcast core;

  public SearchPage(Hookcast core) {
    this.core = core;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(Route.page("GET", Frame.ORGANIZATION + "/search", this::search));
  }

  private Answer search(Call call) {
    var frame =
        new Frame(
            "Search", Optional.empty(), call.organization(), call.admittedCaller(), Notice.NONE);
    var text = call.parameter(PARAMETER).map(String::strip).orElse("");
    return found(frame, text)
        .map(path -> Answer.seeOther(frame.at(path)))
        .orElseGet(() -> Pages.show("overview/search.jte", Map.of("frame", frame, "text", text)));
  }

  /** The path of what is meant. */
  private Optional<String> found(Frame frame, String text) {
    return Stream.<Supplier<Optional<String>>>of(
            () -> delivery(frame, text),
            () -> subscription(frame, text),
            () -> event(frame, text),
            () -> type(frame, text),
            () -> named(frame, text))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> delivery(Frame frame, String text) {
    return visible(frame, TokenScope.DELIVERIES_READ, text)
        .flatMap(id -> core.deliveries().find(frame.organization(), new DeliveryId(id)))
        .map(delivery -> "/deliveries/" + delivery.id());
  }

  private Optional<String> subscription(Frame frame, String text) {
    return visible(frame, TokenScope.SUBSCRIPTIONS_READ, text)
        .flatMap(id -> core.subscriptions().find(frame.organization(), new SubscriptionId(id)))
        .map(subscription -> "/subscriptions/" + subscription.id());
  }

  private Optional<String> event(Frame frame, String text) {
    return visible(frame, TokenScope.EVENTS_READ, text)
        .flatMap(id -> tried(id, EventId::new))
        .flatMap(id -> core.publishing().find(frame.organization(), id))
        .map(event -> "/events/" + Frame.encoded(event.event().id().value()));
  }

  private Optional<String> named(Frame frame, String text) {
    var part = text.toLowerCase(Locale.ROOT);
    return visible(frame, TokenScope.SUBSCRIPTIONS_READ, part)
        .filter(
            any ->
                core.subscriptions().list(frame.organization()).stream()
                    .anyMatch(s -> s.settings().name().toLowerCase(Locale.ROOT).contains(part)))
        .map(any -> "/subscriptions?q=" + Frame.encoded(text));
  }

  /** One that is known: whether somebody ever sent another one would take long to find out. */
  private static Optional<String> type(Frame frame, String text) {
    return visible(frame, TokenScope.EVENTS_READ, text)
        .flatMap(type -> tried(type, EventType::new))
        .filter(EventCatalogue::knows)
        .map(type -> "/events?type=" + Frame.encoded(type.value()));
  }

  private static Optional<String> visible(Frame frame, TokenScope scope, String text) {
    return Optional.of(text).filter(asked -> !asked.isEmpty() && frame.may(scope));
  }

  private static <T> Optional<T> tried(String text, Function<String, T> make) {
    try {
      return Optional.of(make.apply(text));
    } catch (InvalidInput e) {
      return Optional.empty();
    }
  }
}
