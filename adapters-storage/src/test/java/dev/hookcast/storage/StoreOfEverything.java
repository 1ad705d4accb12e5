package dev.hookcast.storage;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.delivery.Exchange;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.delivery.Request;
import dev.hookcast.core.delivery.Response;
import dev.hookcast.core.event.EventStatus;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance.Accepted;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.DeliveryStore.LogQuery;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.LogEntry;
import dev.hookcast.core.spi.NewEvent;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.RecordedEvent;
import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.subscription.Health;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Settings;
import dev.hookcast.core.subscription.SinkChoice;
import dev.hookcast.core.subscription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that can be read through the stores; and a store that has something of each kind. */
record StoreOfEverything(
    List<Organization> organizations,
    List<AccessToken> tokens,
    List<Subscription> subscriptions,
    List<RecordedEvent> events,
    List<Delivery> deliveries,
    List<LogEntry> log,
    List<AuditEntry> audit,
    Set<DeliveryStore.Due> due) {
  private static final OrganizationId MARINA = new OrganizationId("marina");
  private static final Instant NOON = Sample.NOON;
  private static final int ALL = 1_000_000;
  private static final AuditStore.Query EVERYTHING =
      new AuditStore.Query(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Page.Wanted.first(ALL));

  static StoreOfEverything read(Stores stores) {
    var organizations = stores.organizations().organizations();
    var subscriptions = stores.subscriptions().all();
    var events = new ArrayList<RecordedEvent>();
    var deliveries = new ArrayList<Delivery>();
    for (var organization : organizations) {
      events.addAll(stores.events().list(events(organization.id())).items());
      for (var found : stores.deliveries().list(deliveries(organization.id())).items()) {
        deliveries.add(stores.deliveries().find(organization.id(), found.id()).orElseThrow());
      }
    }
    var log = new ArrayList<LogEntry>();
    for (var each : subscriptions) {
      var query = new LogQuery(each.organization(), each.id(), Set.of(), Optional.empty(), 0, ALL);
      log.addAll(stores.deliveries().log(query));
    }
    return new StoreOfEverything(
        organizations,
        stores.organizations().tokens(),
        subscriptions,
        events,
        deliveries,
        log,
        stores.audit().list(EVERYTHING).items(),
        Set.copyOf(stores.deliveries().due()));
  }

  /** Leaves a bit of everything, and so many events that wait. */
  static StoreOfEverything filled(Stores stores, int waiting) {
    new Filling(stores).all(waiting);
    return read(stores);
  }

  long greatestNumber() {
    return Math.max(
        log.stream().mapToLong(LogEntry::number).max().orElse(0),
        events.stream().mapToLong(RecordedEvent::number).max().orElse(0));
  }

  Set<DeliveryState> states() {
    return deliveries.stream().map(Delivery::state).collect(Collectors.toSet());
  }

  int sending() {
    return (int) deliveries.stream().filter(d -> d.state() == DeliveryState.SENDING).count();
  }

  private static EventStore.Query events(OrganizationId of) {
    return new EventStore.Query(
        of,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(ALL));
  }

  private static DeliveryStore.Query deliveries(OrganizationId of) {
    return new DeliveryStore.Query(
        of,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Page.Wanted.first(ALL));
  }

  private record Filling(Stores stores) {
    void all(int waiting) {
      stores.organizations().add(MARINA, "Marina \u0000 & Söhne \ufdd0", NOON.plusNanos(7));
      stores.organizations().add(token());
      stores.events().noteTime(NOON);
      stores.audit().add(entry());
      var plain = Sample.subscription(stores.ids());
      var rich = rich(stores.ids().next().number());
      stores.subscriptions().save(plain);
      stores.subscriptions().save(rich);
      waiting(plain, waiting);
      sending(plain);
      sending(plain);
      settle(sending(rich), DeliveryState.DELIVERED, Optional.empty());
      settle(sending(plain), DeliveryState.WAITING, Optional.of(NOON.plusSeconds(30)));
      settle(sending(plain), DeliveryState.EXHAUSTED, Optional.empty());
      var failed = sending(rich);
      settle(failed, DeliveryState.EXHAUSTED, Optional.empty());
      stores.deliveries().resend(rich.organization(), failed.claim().id(), NOON.plusSeconds(1));
      cancelled(rich.organization());
    }

    private AuditEntry entry() {
      var identity = stores.ids().next();
      return new AuditEntry(
          identity.id(),
          identity.number(),
          MARINA,
          NOON.plusNanos(3),
          Author.ADMIN.from("2001:db8::5", "r"),
          AuditAction.TOKEN_CREATE,
          new AuditEntry.Target("t", "ci \u0000"),
          Optional.empty(),
          Optional.of(JsonObject.writing().put("name", "ci \u0000").done()),
          List.of("a", "b"));
    }

    private AccessToken token() {
      var identity = stores.ids().next();
      return new AccessToken(
          new TokenId(identity.id()),
          identity.number(),
          MARINA,
          new Grant("ci", EnumSet.allOf(TokenScope.class), Optional.of(NOON.plusSeconds(900))),
          Bytes.of(new byte[] {0, -1, 7}),
          NOON);
    }

    /** Secrets of all kinds, and a name with letters that need care. */
    private Subscription rich(long number) {
      var plain = Sample.subscription(stores.ids());
      var settings = plain.settings();
      var secrets =
          new Secrets(
              Optional.of(new Secret("heron")),
              Optional.of(new Secrets.Retiring(new Secret("egret"), NOON.plusSeconds(60))),
              Map.of("headers/X-Team", new Secret("bittern")));
      var sink = new SinkChoice("webhook", true, settings.sink().options(), secrets);
      return new Subscription(
          plain.id(),
          number,
          plain.organization(),
          new Settings(
              "a\u0000b\ufdd0",
              "quay\nside \ud83d\ude00",
              false,
              sink,
              settings.dialect(),
              settings.filter(),
              settings.retry(),
              settings.limits()),
          new Health(
              Optional.of("gone"),
              Optional.of(new Health.Failing(NOON, NOON.plusNanos(1))),
              Optional.of(NOON)),
          NOON,
          NOON.plusNanos(1));
    }

    private void waiting(Subscription to, int many) {
      var project = new Named(Optional.of("p\u00001"), Optional.of("\ufdd0"));
      for (int done = 0; done < many; done += 100) {
        var events = new ArrayList<NewEvent>();
        for (int i = done; i < Math.min(many, done + 100); i++) {
          var scope = Scope.NOWHERE.inProject(project);
          var event = Sample.event("dpl-" + i, EventType.DEPLOY, EventStatus.FAILED, scope);
          var from = Sample.from("qovery", "external-" + i, "key-" + i, event);
          var delivery = Sample.waiting(stores.ids(), to);
          events.add(Sample.arriving(stores.ids(), from, List.of(delivery)));
        }
        stores.events().accept(events);
      }
    }

    private Claim.WithEvent sending(Subscription to) {
      var delivery = Sample.claimed(stores.ids(), to);
      var event = Sample.event("sent-" + delivery.number());
      var arriving = Sample.arriving(stores.ids(), event, List.of(delivery));
      var accepted = (Accepted) stores.events().accept(List.of(arriving));
      var claim = accepted.entries().getFirst().claims().getFirst();
      return new Claim.WithEvent(claim, arriving.record());
    }

    private void settle(Claim.WithEvent claimed, DeliveryState to, Optional<Instant> next) {
      var document = claimed.event().document();
      var headers = List.of(new Header("A", "b:c\u0000"), new Header("A", "\\"));
      var request = new Request("POST", "https://receiver.test/in", headers, document);
      var response = new Response(503, headers, Bytes.of(new byte[] {0, 1, -1}), true);
      var attempt =
          new Attempt(
              1,
              claimed.claim().logNumber().orElseThrow(),
              NOON,
              claimed.claim().trigger(),
              Duration.ofNanos(5),
              to == DeliveryState.DELIVERED ? AttemptOutcome.DELIVERED : AttemptOutcome.RETRY,
              Optional.of(new Exchange(request, Optional.of(response), Optional.empty())));
      stores.deliveries().settle(new Settlement(claimed.claim(), attempt, to, next, 1, document));
    }

    private void cancelled(OrganizationId in) {
      var gone = Sample.subscription(stores.ids());
      stores.subscriptions().save(gone);
      var delivery = Sample.waiting(stores.ids(), gone);
      var event = Sample.event("late-" + delivery.number());
      stores.events().accept(List.of(Sample.arriving(stores.ids(), event, List.of(delivery))));
      stores.subscriptions().delete(in, gone.id());
      stores.deliveries().cancel(gone.id());
    }
  }
}
