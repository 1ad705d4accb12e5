package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Problem;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Dispatcher;
import dev.hookcast.core.engine.EventReader;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventJson;
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
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes events in and gives them out again. Safe for any number of threads; callers block until
 * what they asked for is durable.
 */
public final class Publishing {
  private final EventStore store;
  private final Directory directory;
  private final Dispatcher dispatcher;
  private final EventReader reader;
  private final Tools tools;

  public Publishing(
      EventStore store,
      Directory directory,
      Dispatcher dispatcher,
      EventReader reader,
      Tools tools) {
    this.store = store;
    this.directory = directory;
    this.dispatcher = dispatcher;
    this.reader = reader;
    this.tools = tools;
  }

  /** What publishing needs besides. */
  public record Tools(JsonFormat json, Ids ids, DeliveryListener listener, InstantSource clock) {}

  /**
   * Accepts a document. When it returns {@code Accepted}, the event and every delivery that it
   * makes are durable.
   *
   * @throws InvalidInput with every problem
   * @throws StoreFailure if it is unknown whether it was accepted; repeating is safe where the
   *     document has an identity
   */
  public Acceptance publish(OrganizationId organization, Submission submission) {
    var now = tools.clock().instant();
    return accepted(organization, List.of(prepared(organization, submission, now)));
  }

  /**
   * Accepts documents together, all or none; otherwise as a single one. The pointers of problems
   * begin with the document's index.
   */
  public Acceptance publish(OrganizationId organization, List<Submission> submissions) {
    var now = tools.clock().instant();
    return accepted(organization, prepared(organization, submissions, now));
  }

  /** One event of the organization. */
  public Optional<PublishedEvent> find(OrganizationId organization, EventId id) {
    return store.find(organization, id).map(this::published);
  }

  /** A page of the organization's events, the newest first. */
  public Page<PublishedEvent> list(EventStore.Query query) {
    return store.list(query).map(this::published);
  }

  /**
   * What every subscription of the organization would say of an event today, the newest first. It
   * may have said something else when the event came in.
   */
  public Explained explain(OrganizationId organization, EventId id) {
    return find(organization, id)
        .map(published -> explained(directory.list(organization), published))
        .orElseGet(Explained.Missing::new);
  }

  private static Explained explained(List<Subscription> subscriptions, PublishedEvent published) {
    if (published.recorded().payloadExpired()) {
      return new Explained.PayloadExpired();
    }
    return new Explained.Verdicts(
        subscriptions.stream()
            .map(s -> new Explanation(s, s.consider(published.event())))
            .toList());
  }

  private Acceptance accepted(OrganizationId organization, List<Prepared> prepared) {
    var events = new ArrayList<NewEvent>(prepared.size());
    Acceptance acceptance;
    try {
      prepared.forEach(each -> events.add(matched(organization, each)));
      acceptance = store.accept(events);
    } catch (RuntimeException e) {
      events.forEach(this::forgo);
      throw e;
    }
    switch (acceptance) {
      case Acceptance.Accepted accepted -> dispatch(organization, events, accepted.entries());
      case Acceptance.Conflict conflict -> events.forEach(this::forgo);
      case Acceptance.Overloaded overloaded -> events.forEach(this::forgo);
    }
    return acceptance;
  }

  private PublishedEvent published(RecordedEvent recorded) {
    return new PublishedEvent(reader.read(recorded), recorded);
  }

  /** A document that was understood. */
  private record Prepared(Event event, RecordedEvent recorded, Bytes digest) {}

  private List<Prepared> prepared(
      OrganizationId organization, List<Submission> submissions, Instant now) {
    var prepared = new ArrayList<Prepared>();
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < submissions.size(); i++) {
      try {
        prepared.add(prepared(organization, submissions.get(i), now));
      } catch (InvalidInput e) {
        problems.addAll(e.under("/" + i).problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
    return prepared;
  }

  private Prepared prepared(OrganizationId organization, Submission submission, Instant now) {
    var identity = tools.ids().next();
    var arrival = new Arrival(new EventId(identity.id()), now);
    var document = document(submission, arrival);
    var event = keyed(reader.read(submission.dialect(), document, arrival), submission);
    refuseOperational(event);
    boolean same = document.equals(submission.document());
    var sent = submission.sent().filter(bytes -> same);
    var recorded =
        new RecordedEvent(
            event.id(),
            identity.number(),
            organization,
            submission.dialect(),
            sent.orElseGet(() -> tools.json().write(document)),
            now);
    // What got its identity here can't come again: nobody will compare it with anything.
    boolean own = event.id().equals(arrival.id()) && event.source().idempotencyKey().isEmpty();
    var digest = own ? Bytes.EMPTY : tools.json().write(submission.document()).sha256();
    return new Prepared(event, recorded, digest);
  }

  /** Refuses events that only Hookcast itself may tell of. */
  static void refuseOperational(Event event) {
    if (event.type().operational()) {
      throw InvalidInput.of(
          "/type", "event_type_reserved", "Types that begin with hookcast. are Hookcast's own.");
    }
  }

  private static Event keyed(Event event, Submission submission) {
    var source = event.source();
    return source.idempotencyKey().isPresent()
        ? event
        : event.from(source.keyed(submission.idempotencyKey().map(key -> "key\n" + key)));
  }

  private static JsonObject document(Submission submission, Arrival arrival) {
    return submission.dialect().equals(Source.NATIVE)
        ? EventJson.filled(submission.document(), arrival)
        : submission.document();
  }

  private NewEvent matched(OrganizationId organization, Prepared prepared) {
    var deliveries = new ArrayList<NewDelivery>();
    int size = prepared.recorded().document().size();
    try {
      for (var subscription : directory.matching(organization, prepared.event())) {
        var identity = tools.ids().next();
        deliveries.add(
            new NewDelivery(
                new DeliveryId(identity.id()),
                identity.number(),
                subscription.id(),
                dispatcher.reserve(subscription.id(), size)));
      }
    } catch (RuntimeException e) {
      forgo(deliveries, size); // a store that is away gives out no identities either
      throw e;
    }
    return new NewEvent(
        prepared.recorded(), prepared.event(), prepared.digest(), deliveries, dispatcher.now());
  }

  private void dispatch(
      OrganizationId organization, List<NewEvent> events, List<Acceptance.Entry> entries) {
    for (int i = 0; i < events.size(); i++) {
      var event = events.get(i);
      var entry = entries.get(i);
      if (entry.duplicate()) {
        forgo(event);
        continue;
      }
      tools.listener().accepted(organization, event.event(), entry.deliveries().size());
      if (entry.claims().isEmpty()) {
        forgo(event); // this node may claim nothing at the moment
      }
      var now = dispatcher.now();
      dispatcher.expect(
          event.deliveries().stream()
              .filter(made -> !made.claimed() || entry.claims().isEmpty())
              .map(made -> new Due(made.subscription(), now))
              .toList());
      dispatcher.send(entry.claims(), event.record(), event.event());
    }
  }

  private void forgo(NewEvent event) {
    forgo(event.deliveries(), event.record().document().size());
  }

  private void forgo(List<NewDelivery> deliveries, int size) {
    deliveries.stream()
        .filter(NewDelivery::claimed)
        .forEach(made -> dispatcher.forgo(made.subscription(), size));
  }
}
