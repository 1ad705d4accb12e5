package dev.hookcast.core.engine;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore.Due;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells of subscriptions that Hookcast has paused: an event in their organization, for those that
 * ask for it by name. Telling again of the same pause adds nothing, so that it may be repeated
 * after a crash. Safe for any number of threads.
 */
public final class Announcements {
  private final EventStore events;
  private final Directory directory;
  private final JsonFormat json;
  private final Ids ids;
  private final DeliveryListener listener;
  private final InstantSource steady;

  /**
   * Announcements of this directory's subscriptions.
   *
   * @param steady the time by which deliveries are due
   */
  public Announcements(
      EventStore events,
      Directory directory,
      JsonFormat json,
      Ids ids,
      DeliveryListener listener,
      InstantSource steady) {
    this.events = events;
    this.directory = directory;
    this.json = json;
    this.ids = ids;
    this.listener = listener;
    this.steady = steady;
  }

  /**
   * Stores the event that tells why a subscription was paused, unless that was done; returns the
   * deliveries that it makes.
   */
  List<Due> tell(Subscription paused) {
    var at = paused.health().untold();
    if (at.isEmpty()) {
      return List.of();
    }
    var made = event(paused, at.get());
    switch (events.accept(List.of(made))) {
      case Acceptance.Accepted accepted -> {
        directory.change(paused.id(), s -> Optional.of(s.told()));
        return told(made, accepted.entries().getFirst());
      }
      case Acceptance.Overloaded overloaded ->
          throw new StoreFailure("More waits to be stored than there is room for.");
      case Acceptance.Conflict conflict ->
          throw new IllegalStateException("the pause of " + paused.id() + " was told otherwise");
    }
  }

  private List<Due> told(NewEvent made, Acceptance.Entry entry) {
    if (entry.duplicate()) {
      return List.of();
    }
    listener.accepted(made.record().organization(), made.event(), entry.deliveries().size());
    return entry.deliveries().stream().map(d -> new Due(d.subscription(), made.dueAt())).toList();
  }

  private NewEvent event(Subscription paused, Instant at) {
    var identity = ids.next();
    var key = "pause\n" + paused.id() + "\n" + at;
    var read = EventJson.read(document(paused, at, identity.id()));
    var event = read.from(read.source().keyed(Optional.of(key)));
    var record =
        new RecordedEvent(
            event.id(),
            identity.number(),
            paused.organization(),
            Source.NATIVE,
            json.write(event.source().document()),
            at);
    // Of the key alone: told again, the document has another id.
    return new NewEvent(
        record, event, Bytes.utf8(key).sha256(), deliveries(paused, event), steady.instant());
  }

  private List<NewDelivery> deliveries(Subscription paused, Event event) {
    return directory.matching(paused.organization(), event).stream()
        .filter(s -> !s.id().equals(paused.id()))
        .map(
            s -> {
              var identity = ids.next();
              var id = new DeliveryId(identity.id());
              return new NewDelivery(id, identity.number(), s.id(), false);
            })
        .toList();
  }

  private static JsonObject document(Subscription paused, Instant at, String id) {
    var name = paused.settings().name();
    var reason = paused.pausedBecause().orElse("");
    var subscription =
        JsonObject.writing()
            .put("id", paused.id().value())
            .put("number", paused.number())
            .put("name", name)
            .done();
    return JsonObject.writing()
        .put("id", new EventId(id).value())
        .put("type", EventType.SUBSCRIPTION_DISABLE.value())
        .put("status", EventStatus.SUCCEEDED.word())
        .put("occurred_at", at.toString())
        .put("message", "The subscription " + name + " was paused: " + reason + ".")
        .put(
            "data",
            JsonObject.writing().put("subscription", subscription).put("reason", reason).done())
        .done();
  }
}
