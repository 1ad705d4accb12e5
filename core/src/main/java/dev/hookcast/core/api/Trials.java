package dev.hookcast.core.api;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Failure;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventExamples;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.json.Json;
import dev.hookcast.core.spi.Acceptance;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends example events to single subscriptions. Safe for any number of threads. */
public final class Trials {
  private final EventStore store;
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final Publishing.Tools tools;
  private final AuditStore audit;
  private final Trail trail;

  Trials(
      EventStore store,
      Directory directory,
      Dispatcher dispatcher,
      Publishing.Tools tools,
      AuditStore audit,
      Trail trail) {
    this.store = store;
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.tools = tools;
    this.audit = audit;
    this.trail = trail;
  }

  /** The same in the name of this author: the audit log tells of it. */
  public Trials by(Author author) {
    return new Trials(store, directory, dispatcher, tools, audit, trail.by(author));
  }

  /** One attempt that was made to try a subscription out, and the delivery that it belongs to. */
  public record Trial(DeliveryId delivery, Attempt attempt) {}

  /**
   * Sends the example of this type to one subscription, whatever its filter says and also while it
   * is paused. It is an event and a delivery like any other, but tried only once. Blocks until the
   * receiver has answered; the subscription's limits don't hold it up.
   *
   * @return nothing if the organization has no such subscription
   * @throws InvalidInput if the subscription's dialect can't say such an event
   */
  public Optional<Trial> test(OrganizationId organization, SubscriptionId id, EventType type) {
    return directory
        .find(id)
        .filter(s -> s.organization().equals(organization))
        .map(subscription -> tested(subscription, type));
  }

  /**
   * Sends an example as {@link #test} does, of a deploy if the dialect has a word for it. Returns
   * what went wrong, with pointers into the subscription.
   */
  public List<Problem> probe(OrganizationId organization, SubscriptionId id) {
    return directory.find(id).map(Trials::usualType).stream()
        .flatMap(type -> test(organization, id, type).stream())
        .flatMap(trial -> complaint(trial.attempt()).stream())
        .toList();
  }

  private static EventType usualType(Subscription subscription) {
    return Stream.concat(Stream.of(EventType.DEPLOY), EventCatalogue.types().stream())
        .filter(type -> sayable(subscription.settings(), type).isPresent())
        .findFirst()
        .orElse(EventType.DEPLOY);
  }

  private static Optional<Problem> complaint(Attempt attempt) {
    if (attempt.outcome() == AttemptOutcome.DELIVERED) {
      return Optional.empty();
    }
    var failure = attempt.exchange().flatMap(Exchange::failure);
    var code = failure.map(Failure::code).orElse("send_failed");
    var detail = failure.map(Failure::detail).orElse("the receiver didn't take an example");
    return Optional.of(new Problem("/options/url", code, detail));
  }

  private Trial tested(Subscription subscription, EventType type) {
    var event = example(subscription.settings(), type);
    trail.tested(subscription, type).ifPresent(audit::add);
    var accepted = accepted(subscription, event);
    var claim =
        accepted.entry().claims().stream()
            .findFirst()
            .orElseThrow(() -> new StoreFailure("This node may claim nothing at the moment."));
    tools.listener().accepted(subscription.organization(), accepted.event(), 1);
    var attempt =
        dispatcher.sendNow(claim, accepted.record(), accepted.event(), subscription.triedOnce());
    return new Trial(claim.id(), attempt);
  }

  /** A type that a dialect only has a word for in some status is sent in the first of those. */
  private static Event example(Settings settings, EventType type) {
    if (type.operational()) {
      throw InvalidInput.of(
          "/type", "event_type_reserved", "Types that begin with hookcast. are Hookcast's own.");
    }
    return sayable(settings, type)
        .orElseThrow(() -> unsayable(settings.dialect().name(EventExamples.of(type))));
  }

  private static Optional<Event> sayable(Settings settings, EventType type) {
    var usual = EventExamples.of(type);
    if (!settings.sink().speaksDialect()) {
      return Optional.of(usual);
    }
    return Stream.concat(
            Stream.of(usual),
            Stream.of(EventStatus.values()).map(status -> EventExamples.of(type, status)))
        .filter(event -> settings.dialect().name(event) instanceof Naming.Named)
        .findFirst();
  }

  private static InvalidInput unsayable(Naming naming) {
    var why = naming instanceof Naming.Unnamed unnamed ? unnamed.why() : "";
    return InvalidInput.of("/type", "not_sendable", "Not sent: " + why + ".");
  }

  private record Accepted(RecordedEvent record, Event event, Acceptance.Entry entry) {}

  private Accepted accepted(Subscription subscription, Event example) {
    var forEvent = tools.ids().next();
    var forDelivery = tools.ids().next();
    var now = tools.clock().instant();
    var document = EventJson.write(example).with("id", Json.of(forEvent.id()));
    var event = EventJson.read(document);
    var bytes = tools.json().write(document);
    var record =
        new RecordedEvent(
            new EventId(forEvent.id()),
            forEvent.number(),
            subscription.organization(),
            Source.NATIVE,
            bytes,
            now);
    var delivery =
        new NewDelivery(
            new DeliveryId(forDelivery.id()), forDelivery.number(), subscription.id(), true);
    var made = new NewEvent(record, event, bytes.sha256(), List.of(delivery), dispatcher.now());
    return switch (store.accept(List.of(made))) {
      case Acceptance.Accepted accepted ->
          new Accepted(record, event, accepted.entries().getFirst());
      case Acceptance.Overloaded overloaded ->
          throw new StoreFailure("More waits to be stored than there is room for.");
      case Acceptance.Conflict conflict ->
          throw new IllegalStateException("the fresh id " + forEvent.id() + " is known already");
    };
  }
}
