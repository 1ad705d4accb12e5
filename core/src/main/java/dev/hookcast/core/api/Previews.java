package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Shipment;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.time.InstantSource;

/**
 * Shows what would be sent, without sending or keeping anything. Safe for any number of threads.
 */
public final class Previews {
  private final JsonFormat json;
  private final Ids ids;
  private final InstantSource clock;

  public Previews(JsonFormat json, Ids ids, InstantSource clock) {
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a subscription with this sink and dialect, without secrets and options, would send.
   *
   * @param document an event in Hookcast's own form, read as strictly as a published one; what is
   *     left out is filled in
   * @throws InvalidInput if the document can't be published, with every problem
   */
  public Preview of(OrganizationId organization, JsonObject document, Sink sink, Dialect dialect) {
    var identity = ids.next();
    var arrival = new Arrival(new EventId(identity.id()), clock.instant());
    var filled = EventJson.filled(document, arrival);
    var event = EventJson.read(filled);
    Publishing.refuseOperational(event);
    if (sink.spec().speaksDialect() && dialect.name(event) instanceof Naming.Unnamed unnamed) {
      return new Preview.Nothing("Not sent: " + unnamed.why() + ".");
    }
    var recorded =
        new RecordedEvent(
            event.id(),
            identity.number(),
            organization,
            Source.NATIVE,
            json.write(filled),
            arrival.at());
    var subscription = subscription(organization, identity, sink, dialect);
    var payload = sink.preview(shipment(identity, event, recorded, subscription));
    return new Preview.Shown(payload.headers(), body(payload.body()));
  }

  private Shipment shipment(
      Ids.Identity identity, Event event, RecordedEvent recorded, Subscription subscription) {
    return new Shipment(
        new DeliveryId(identity.id()),
        1,
        identity.number(),
        clock.instant(),
        event,
        recorded,
        subscription,
        false);
  }

  private Subscription subscription(
      OrganizationId organization, Ids.Identity identity, Sink sink, Dialect dialect) {
    var spec = sink.spec();
    var choice = new SinkChoice(spec.kind(), spec.speaksDialect(), JsonObject.EMPTY, Secrets.NONE);
    var now = clock.instant();
    return new Subscription(
        new SubscriptionId(identity.id()),
        identity.number(),
        organization,
        new Settings(
            "", "", true, choice, dialect, Filter.ALL, RetryPolicy.STANDARD, Limits.DEFAULT),
        Health.GOOD,
        now,
        now);
  }

  /** A sink of somebody's own may send something else than JSON. */
  private Json body(Bytes body) {
    try {
      return json.read(body);
    } catch (InvalidInput e) {
      return Json.of(body.text());
    }
  }
}
