package dev.hookcast.http.console.events;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.PublishedEvent;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.http.console.deliveries.DeliveryRows;
import dev.hookcast.http.console.page.Area;
import dev.hookcast.http.console.page.Filters;
import dev.hookcast.http.console.page.Frame;
import dev.hookcast.http.console.page.Pages;
import dev.hookcast.http.server.Answer;
import dev.hookcast.http.server.Call;
import dev.hookcast.http.server.Refusal;
import dev.hookcast.http.server.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events: listed, and shown with why they were or weren't delivered to whom. */
public final class EventsPages {
  private static final String TYPE = "type";
  private static final String STATUS = "status";
  private static final String PROJECT = "project";
  private static final String ENVIRONMENT = "environment";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String LIST = Frame.ORGANIZATION + "/events";
  private static final List<String> FIELDS =
      List.of(TYPE, STATUS, PROJECT, ENVIRONMENT, SINCE, UNTIL, Filters.ZONE);
  private static final int DELIVERIES = 100;

  private final Hookcast core;

  public EventsPages(Hookcast core) {
    this.core = core;
  }

  /** Its routes. */
  public List<Route> routes() {
    return List.of(
        Route.page("GET", LIST, TokenScope.EVENTS_READ, this::list),
        Route.page("GET", LIST + "/{id}", TokenScope.EVENTS_READ, this::show));
  }

  private Answer list(Call call) {
    var frame = Frame.of(call, Area.EVENTS, "Events");
    var filters = Filters.of(call, frame.at(Area.EVENTS.path()), FIELDS);
    var wanted = query(frame, filters);
    var found =
        filters.understood()
            ? core.publishing().list(wanted)
            : new Page<PublishedEvent>(List.of(), Optional.empty());
    return Pages.show(
        filters.understood() ? 200 : 422,
        "events/list.jte",
        Map.of("frame", frame, "filters", filters, "events", found.items(), "next", found.next()));
  }

  private static EventStore.Query query(Frame frame, Filters filters) {
    return new EventStore.Query(
        frame.organization(),
        filters.read(TYPE, EventType::new),
        filters.read(STATUS, EventStatus::of),
        filters.read(PROJECT, text -> text),
        filters.read(ENVIRONMENT, text -> text),
        filters.time(SINCE),
        filters.time(UNTIL),
        filters.page());
  }

  private Answer show(Call call) {
    var id = id(call);
    var frame = Frame.of(call, Area.EVENTS, "Event");
    var published = core.publishing().find(frame.organization(), id).orElseThrow(Refusal::notFound);
    var explained = core.publishing().explain(frame.organization(), id);
    var made =
        frame.may(TokenScope.DELIVERIES_READ)
            ? core.deliveries().list(of(frame, id))
            : new Page<Delivery>(List.of(), Optional.empty());
    var rows = new DeliveryRows(core, frame).of(made.items());
    var sheet = EventSheet.of(published, explained, rows, made.next().isPresent());
    return Pages.show("events/event.jte", Map.of("frame", frame, "sheet", sheet));
  }

  private static DeliveryStore.Query of(Frame frame, EventId id) {
    return new DeliveryStore.Query(
        frame.organization(),
        Optional.empty(),
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(DELIVERIES));
  }

  private static EventId id(Call call) {
    try {
      return new EventId(call.path("id"));
    } catch (InvalidInput e) {
      throw Refusal.notFound();
    }
  }
}
