package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Ids.Identity;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Limits;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Things to put into a store: plain ones, to be varied where a test needs it. */
public final class Sample {
  /** The dialects that the samples speak; a store that reads them back has to know these. */
  public static final Dialects DIALECTS = Dialects.all();

  /** When everything here happens. */
  public static final Instant NOON = Instant.parse("2026-03-04T12:00:00.123456789Z");

  private Sample() {}

  /** An enabled subscription of the default organization that wants everything. */
  public static Subscription subscription(Ids ids) {
    return subscription(ids, OrganizationId.DEFAULT);
  }

  /** An enabled subscription of this organization that wants everything. */
  public static Subscription subscription(Ids ids, OrganizationId organization) {
    var identity = ids.next();
    return new Subscription(
        new SubscriptionId(identity.id()),
        identity.number(),
        organization,
        settings(),
        Health.GOOD,
        NOON,
        NOON);
  }

  /** Settings that want everything and hold no secret. */
  public static Settings settings() {
    var options = JsonObject.writing().put("url", "https://receiver.test/in").done();
    return new Settings(
        "harbour",
        "",
        true,
        new SinkChoice("webhook", true, options, Secrets.NONE),
        DIALECTS.list().getFirst(),
        Filter.ALL,
        RetryPolicy.STANDARD,
        Limits.DEFAULT);
  }

  /** An event in the native form: a deploy that succeeded nowhere in particular. */
  public static Event event(String id) {
    return event(id, EventType.DEPLOY, EventStatus.SUCCEEDED, Scope.NOWHERE);
  }

  /** An event in the native form. */
  public static Event event(String id, EventType type, EventStatus status, Scope scope) {
    var document = JsonObject.writing().put("id", id).put("type", type.value()).done();
    return new Event(
        new EventId(id),
        type,
        status,
        Times.at(NOON),
        scope,
        Details.NONE,
        Source.ofNative(document));
  }

  /** The same event as it came in through a dialect that has an id and a key of its own for it. */
  public static Event from(String dialect, String externalId, String key, Event event) {
    var source =
        new Source(dialect, event.source().document(), Optional.of(externalId), Optional.of(key));
    return new Event(
        event.id(),
        event.type(),
        event.status(),
        event.times(),
        event.scope(),
        event.details(),
        source);
  }

  /** The event as it is about to be accepted in the default organization, at noon. */
  public static NewEvent arriving(Ids ids, Event event, List<NewDelivery> deliveries) {
    return arriving(ids, OrganizationId.DEFAULT, event, NOON, deliveries);
  }

  /** The event as it is about to be accepted. */
  public static NewEvent arriving(
      Ids ids, OrganizationId in, Event event, Instant at, List<NewDelivery> deliveries) {
    var document = Bytes.utf8(TestJson.text(event.source().document()));
    var record =
        new RecordedEvent(
            event.id(), ids.next().number(), in, event.source().dialect(), document, at);
    return new NewEvent(record, event, digest(document.text()), deliveries);
  }

  /** The same with another digest: something else was sent under the same id. */
  public static NewEvent altered(NewEvent event) {
    return new NewEvent(
        event.record(), event.event(), digest("something else"), event.deliveries());
  }

  /** A delivery that waits. */
  public static NewDelivery waiting(Ids ids, Subscription to) {
    return delivery(ids.next(), to, false);
  }

  /** A delivery that this node sends at once. */
  public static NewDelivery claimed(Ids ids, Subscription to) {
    return delivery(ids.next(), to, true);
  }

  private static NewDelivery delivery(Identity identity, Subscription to, boolean claimed) {
    return new NewDelivery(new DeliveryId(identity.id()), identity.number(), to.id(), claimed);
  }

  private static Bytes digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Bytes.of(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
