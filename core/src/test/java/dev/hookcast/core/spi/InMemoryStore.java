package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.ChainLink;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.event.Details;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.Named;
import dev.hookcast.core.event.Scope;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.event.Times;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.Acceptance.Entry;
import dev.hookcast.core.spi.Acceptance.Made;
import dev.hookcast.core.spi.NewEvent.NewDelivery;
import dev.hookcast.core.subscription.Secrets;
import dev.hookcast.core.subscription.Secrets.Part;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store that keeps everything in memory and behaves as the ports say, one call at a time. It
 * forgets when it is garbage; {@link #restarted()} shows what a new process would find. For tests,
 * and for trying things out.
 */
public final class InMemoryStore
    implements EventStore, SubscriptionStore, DeliveryStore, OrganizationStore, AuditStore {
  /** What a restart finds again; also the lock. */
  private static final class Kept {
    final NavigableMap<Long, NewEvent> events = new TreeMap<>();
    final NavigableMap<Long, InMemoryDelivery> deliveries = new TreeMap<>();
    final Map<SubscriptionId, Subscription> subscriptions = new LinkedHashMap<>();
    final Set<SubscriptionId> deleted = new HashSet<>();
    final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();
    final Set<OrganizationId> deletedOrganizations = new HashSet<>();
    final Map<TokenId, AccessToken> tokens = new LinkedHashMap<>();
    final NavigableMap<Long, AuditEntry> audit = new TreeMap<>();
    final Map<OrganizationId, ChainPoint> heads = new LinkedHashMap<>();
    Optional<Instant> latestTime = Optional.empty();
    final Map<SubscriptionId, Long> changed = new LinkedHashMap<>();
    long changes;
    long epochs;

    Kept() {
      exists(OrganizationId.DEFAULT);
    }

    void exists(OrganizationId id) {
      organizations.computeIfAbsent(id, i -> numbered(i, i.value(), Instant.EPOCH));
    }

    Organization numbered(OrganizationId id, String name, Instant createdAt) {
      return new Organization(id, organizations.size() + 1L, name, createdAt);
    }

    boolean has(OrganizationId id) {
      return organizations.containsKey(id) && !deletedOrganizations.contains(id);
    }
  }

  private final Ids ids;
  private final Kept kept;
  private final long epoch;
  private volatile boolean dispossessed;

  /** An empty store that numbers the attempts that a crash interrupted from {@code ids}. */
  public InMemoryStore(Ids ids) {
    this(ids, new Kept());
  }

  private InMemoryStore(Ids ids, Kept kept) {
    this.ids = ids;
    this.kept = kept;
    synchronized (kept) {
      epoch = ++kept.epochs;
    }
  }

  /** The same content in the hands of a new process; this one's claims are of an earlier epoch. */
  public InMemoryStore restarted() {
    return new InMemoryStore(ids, kept);
  }

  /** From now on no claim of this node lasts. */
  public void dispossess() {
    dispossessed = true;
  }

  @Override
  public Acceptance accept(List<NewEvent> events) {
    synchronized (kept) {
      var fresh = new ArrayList<NewEvent>();
      for (var event : events) {
        var known = known(event).or(() -> twin(event, fresh));
        if (known.isEmpty()) {
          fresh.add(event);
        } else if (!known.get().digest().equals(event.digest())) {
          return new Acceptance.Conflict(events.indexOf(event), known.get().record().id());
        }
      }
      fresh.forEach(this::add);
      return new Acceptance.Accepted(
          events.stream().map(e -> entry(known(e).orElseThrow(), !fresh.remove(e))).toList());
    }
  }

  @Override
  public Optional<RecordedEvent> find(OrganizationId organization, EventId id) {
    synchronized (kept) {
      return kept.events.values().stream()
          .map(NewEvent::record)
          .filter(e -> e.organization().equals(organization) && e.id().equals(id))
          .findFirst();
    }
  }

  @Override
  public Page<RecordedEvent> list(EventStore.Query query) {
    return page(kept.events, query.page(), e -> matches(e, query)).map(NewEvent::record);
  }

  @Override
  public boolean expire(Expiry expiry, int limit) {
    synchronized (kept) {
      var over = ended(expiry.events(), limit);
      over.forEach(this::remove);
      var old = ended(expiry.payloads(), limit);
      old.removeIf(event -> event.record().payloadExpired());
      old.forEach(this::expirePayload);
      return !ended(expiry.events(), 1).isEmpty()
          || ended(expiry.payloads(), Integer.MAX_VALUE).stream()
              .anyMatch(event -> !event.record().payloadExpired());
    }
  }

  @Override
  public Optional<Instant> latestTime() {
    synchronized (kept) {
      return kept.latestTime;
    }
  }

  @Override
  public void noteTime(Instant now) {
    synchronized (kept) {
      kept.latestTime = kept.latestTime.filter(now::isBefore).or(() -> Optional.of(now));
    }
  }

  /** Events that came in before this and have nothing left to do. */
  private List<NewEvent> ended(Instant before, long limit) {
    return kept.events.values().stream()
        .filter(e -> e.record().receivedAt().isBefore(before))
        .filter(e -> of(e).stream().noneMatch(InMemoryDelivery::isUnfinished))
        .limit(limit)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private List<InMemoryDelivery> of(NewEvent event) {
    return deliveries(d -> d.event.number() == event.record().number());
  }

  private void remove(NewEvent event) {
    of(event).forEach(d -> kept.deliveries.remove(d.made.number()));
    kept.events.remove(event.record().number());
  }

  private void expirePayload(NewEvent event) {
    var remains = remains(event);
    of(event).forEach(d -> d.expirePayload(remains));
    kept.events.put(
        remains.number(),
        new NewEvent(remains, event.event(), event.digest(), event.deliveries(), event.dueAt()));
  }

  private static RecordedEvent remains(NewEvent from) {
    var record = from.record();
    var event = from.event();
    var project = event.scope().project();
    var remains =
        new Event(
            event.id(),
            event.type(),
            event.status(),
            Times.at(record.receivedAt()),
            project.map(Scope.NOWHERE::inProject).orElse(Scope.NOWHERE),
            Details.NONE,
            new Source(
                record.dialect(), JsonObject.EMPTY, event.source().externalId(), Optional.empty()));
    return new RecordedEvent(
        record.id(),
        record.number(),
        record.organization(),
        record.dialect(),
        Bytes.EMPTY,
        record.receivedAt(),
        Optional.of(remains));
  }

  @Override
  public List<Organization> organizations() {
    synchronized (kept) {
      return kept.organizations.values().stream()
          .filter(o -> kept.has(o.id()))
          .sorted(Comparator.comparingLong(Organization::number).reversed())
          .toList();
    }
  }

  @Override
  public Optional<Organization> add(
      OrganizationId id, String name, Instant createdAt, Optional<AuditEntry> audit) {
    synchronized (kept) {
      if (kept.organizations.containsKey(id)) {
        return Optional.empty();
      }
      var added = kept.numbered(id, name, createdAt);
      kept.organizations.put(id, added);
      kept.changes++;
      audit.ifPresent(this::add);
      return Optional.of(added);
    }
  }

  @Override
  public boolean delete(OrganizationId id, Optional<AuditEntry> audit) {
    synchronized (kept) {
      if (!kept.has(id)) {
        return false;
      }
      audit.ifPresent(this::add);
      kept.deletedOrganizations.add(id);
      kept.changes++;
      kept.tokens.values().removeIf(token -> token.organization().equals(id));
      var gone = all().stream().filter(s -> s.organization().equals(id)).toList();
      for (var subscription : gone) {
        kept.subscriptions.remove(subscription.id());
        kept.deleted.add(subscription.id());
        kept.changed.put(subscription.id(), ++kept.changes);
      }
      return true;
    }
  }

  @Override
  public boolean erase(Instant now, int limit) {
    synchronized (kept) {
      var left =
          kept.events.values().stream()
              .filter(e -> kept.deletedOrganizations.contains(organization(e)))
              .limit(limit)
              .toList();
      for (var event : left) {
        kept.events.remove(event.record().number());
        event.deliveries().forEach(made -> kept.deliveries.remove(made.number()));
      }
      return !left.isEmpty();
    }
  }

  @Override
  public long changes() {
    synchronized (kept) {
      return kept.changes;
    }
  }

  @Override
  public List<AccessToken> tokens() {
    synchronized (kept) {
      return List.copyOf(kept.tokens.values());
    }
  }

  @Override
  public List<AccessToken> tokens(OrganizationId organization) {
    return tokens().stream().filter(t -> t.organization().equals(organization)).toList();
  }

  @Override
  public boolean replace(AccessToken from, AccessToken to, Optional<AuditEntry> audit) {
    synchronized (kept) {
      var known = Optional.ofNullable(kept.tokens.get(from.id()));
      boolean same =
          known.filter(t -> t.digests().current().equals(from.digests().current())).isPresent();
      if (same) {
        kept.tokens.put(from.id(), known.orElseThrow().with(to.digests()));
        kept.changes++;
        audit.ifPresent(this::add);
      }
      return same;
    }
  }

  @Override
  public void used(Map<Long, Instant> lastUses) {
    synchronized (kept) {
      kept.tokens.replaceAll(
          (id, token) ->
              Optional.ofNullable(lastUses.get(token.number())).map(token::usedAt).orElse(token));
    }
  }

  @Override
  public boolean add(AccessToken token, Optional<AuditEntry> audit) {
    synchronized (kept) {
      boolean known = kept.has(token.organization());
      if (known) {
        audit.ifPresent(this::add);
        kept.tokens.put(token.id(), token);
        kept.changes++;
      }
      return known;
    }
  }

  @Override
  public boolean delete(OrganizationId organization, TokenId id, Optional<AuditEntry> audit) {
    synchronized (kept) {
      kept.changes++;
      boolean deleted =
          kept.tokens
              .values()
              .removeIf(
                  token -> token.id().equals(id) && token.organization().equals(organization));
      audit.filter(entry -> deleted).ifPresent(this::add);
      return deleted;
    }
  }

  @Override
  public void add(AuditEntry entry) {
    synchronized (kept) {
      kept.audit.put(entry.number(), entry);
      kept.heads.compute(entry.organization(), (id, head) -> next(head, entry));
    }
  }

  private static ChainPoint next(@Nullable ChainPoint head, AuditEntry entry) {
    var before = head == null ? ChainPoint.START : head;
    var digest = ChainLink.digest(before.digest(), List.of(Optional.of(entry.id())));
    return new ChainPoint(before.place() + 1, digest);
  }

  /** Nobody gets at what is in memory. */
  @Override
  public Verification verify(OrganizationId organization, Optional<ChainPoint> known) {
    synchronized (kept) {
      var entries =
          kept.audit.values().stream().filter(e -> e.organization().equals(organization)).count();
      var head = Optional.ofNullable(kept.heads.get(organization)).orElse(ChainPoint.START);
      return new Verification(entries, 0, head, Optional.empty());
    }
  }

  @Override
  public Page<AuditEntry> list(AuditStore.Query query) {
    return page(kept.audit, query.page(), entry -> matches(entry, query));
  }

  @Override
  public boolean expire(Instant before, int limit) {
    synchronized (kept) {
      var old =
          kept.audit.values().stream()
              .collect(Collectors.groupingBy(AuditEntry::organization))
              .values()
              .stream()
              .flatMap(all -> all.stream().takeWhile(entry -> entry.at().isBefore(before)))
              .limit(limit)
              .toList();
      old.forEach(entry -> kept.audit.remove(entry.number()));
      return old.size() == limit;
    }
  }

  private static boolean matches(AuditEntry entry, AuditStore.Query query) {
    return query.organization().stream().allMatch(entry.organization()::equals)
        && query.action().stream().allMatch(entry.action()::equals)
        && query.target().stream().allMatch(entry.target().id()::equals)
        && query.token().stream()
            .allMatch(wanted -> entry.by().token().map(TokenId::value).equals(Optional.of(wanted)))
        && query.since().stream().noneMatch(entry.at()::isBefore)
        && query.until().stream().allMatch(entry.at()::isBefore);
  }

  @Override
  public List<Subscription> all() {
    synchronized (kept) {
      return List.copyOf(kept.subscriptions.values());
    }
  }

  @Override
  public boolean save(Subscription subscription, Optional<AuditEntry> audit) {
    synchronized (kept) {
      kept.exists(subscription.organization());
      boolean there =
          kept.has(subscription.organization()) && !kept.deleted.contains(subscription.id());
      if (there) {
        kept.subscriptions.merge(subscription.id(), subscription, InMemoryStore::keepingSealed);
        kept.changed.put(subscription.id(), ++kept.changes);
        audit.ifPresent(this::add);
      }
      return there;
    }
  }

  @Override
  public Optional<Subscription> find(SubscriptionId id) {
    synchronized (kept) {
      return Optional.ofNullable(kept.subscriptions.get(id));
    }
  }

  @Override
  public boolean replace(Subscription from, Subscription to, Optional<AuditEntry> audit) {
    synchronized (kept) {
      return find(from.id())
              .filter(s -> s.updatedAt().equals(from.updatedAt()))
              .filter(s -> s.health().equals(from.health()))
              .isPresent()
          && save(to, audit);
    }
  }

  @Override
  public Changed changedSince(long change) {
    synchronized (kept) {
      var ids = kept.changed.keySet().stream().filter(id -> kept.changed.get(id) > change).toList();
      return new Changed(
          ids.stream().flatMap(id -> find(id).stream()).toList(),
          ids.stream().filter(kept.deleted::contains).toList());
    }
  }

  /** What a subscription says is unreadable stays as it is here. */
  private static Subscription keepingSealed(Subscription stored, Subscription changed) {
    var before = stored.settings().sink().secrets();
    var after = changed.settings().sink().secrets();
    var sealed = after.unreadable();
    var secrets =
        new Secrets(
            sealed.contains(Part.SIGNING) ? before.signing() : after.signing(),
            sealed.contains(Part.RETIRING) ? before.retiring() : after.retiring(),
            sealed.contains(Part.OTHERS) ? before.others() : after.others(),
            before.unreadable().stream().filter(sealed::contains).collect(Collectors.toSet()));
    return changed.changed(changed.settings().with(secrets), changed.updatedAt());
  }

  @Override
  public boolean delete(
      OrganizationId organization, SubscriptionId id, Optional<AuditEntry> audit) {
    synchronized (kept) {
      var known = Optional.ofNullable(kept.subscriptions.get(id));
      if (known.filter(s -> s.organization().equals(organization)).isEmpty()) {
        return false;
      }
      kept.subscriptions.remove(id);
      kept.deleted.add(id);
      kept.changed.put(id, ++kept.changes);
      cancel(id);
      audit.ifPresent(this::add);
      return true;
    }
  }

  /** Nothing is sealed in memory. */
  @Override
  public Resealed reseal(int limit, Optional<AuditEntry> audit) {
    return new Resealed(1, 0, 0);
  }

  @Override
  public int recover(Instant now) {
    synchronized (kept) {
      var ended = deliveries(d -> d.isClaimedBefore(epoch));
      ended.forEach(d -> d.interrupt(now, ids.next().number()));
      return ended.size();
    }
  }

  @Override
  public List<Due> due() {
    synchronized (kept) {
      var first = new LinkedHashMap<SubscriptionId, Instant>();
      for (var delivery : deliveries(d -> kept.has(d.event.organization()))) {
        delivery
            .due()
            .ifPresent(at -> first.merge(delivery.made.subscription(), at, InMemoryStore::min));
      }
      return first.entrySet().stream().map(e -> new Due(e.getKey(), e.getValue())).toList();
    }
  }

  @Override
  public List<Due> due(List<SubscriptionId> of) {
    return due().stream().filter(due -> of.contains(due.subscription())).toList();
  }

  @Override
  public List<Claim.WithEvent> claim(List<Demand> demands, Instant now) {
    synchronized (kept) {
      return demands.stream()
          .flatMap(
              demand ->
                  deliveries(d -> isDue(d, demand.subscription(), now)).stream()
                      .sorted(Comparator.comparing(d -> d.due().orElseThrow()))
                      .limit(demand.limit()))
          .map(d -> new Claim.WithEvent(d.claim(epoch), d.event))
          .toList();
    }
  }

  @Override
  public boolean lasts(Claim claim) {
    return claim.epoch() == epoch && !dispossessed;
  }

  @Override
  public int nodes() {
    return 1;
  }

  @Override
  public boolean settle(Settlement settlement) {
    synchronized (kept) {
      return Optional.ofNullable(kept.deliveries.get(settlement.claim().number()))
          .filter(delivery -> delivery.settle(settlement, ids))
          .isPresent();
    }
  }

  @Override
  public void release(List<Claim> claims) {
    synchronized (kept) {
      for (var claim : claims) {
        Optional.ofNullable(kept.deliveries.get(claim.number())).ifPresent(d -> d.release(claim));
      }
    }
  }

  @Override
  public void cancel(SubscriptionId subscription) {
    synchronized (kept) {
      deliveries(d -> d.made.subscription().equals(subscription)).stream()
          .filter(d -> kept.has(d.event.organization()))
          .forEach(InMemoryDelivery::cancel);
    }
  }

  @Override
  public Optional<Resend> resend(
      OrganizationId organization, DeliveryId id, Instant now, Optional<AuditEntry> audit) {
    synchronized (kept) {
      var resend = held(organization, id).map(delivery -> resend(delivery, now));
      boolean asked = resend.filter(r -> r.logNumber().isPresent()).isPresent();
      audit.filter(entry -> asked).ifPresent(this::add);
      return resend;
    }
  }

  private Resend resend(InMemoryDelivery delivery, Instant now) {
    if (delivery.isCancelled()
        || delivery.event.payloadExpired()
        || kept.deleted.contains(delivery.made.subscription())) {
      return new Resend(delivery.read(), Optional.empty());
    }
    long logNumber = ids.next().number();
    delivery.resend(now, logNumber);
    return new Resend(delivery.read(), Optional.of(logNumber));
  }

  @Override
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    synchronized (kept) {
      return held(organization, id).map(InMemoryDelivery::read);
    }
  }

  @Override
  public int waiting(OrganizationId organization, int limit) {
    synchronized (kept) {
      var waiting =
          deliveries(d -> d.event.organization().equals(organization) && d.due().isPresent());
      return Math.min(waiting.size(), limit);
    }
  }

  @Override
  public Page<Delivery> list(DeliveryStore.Query query) {
    return page(kept.deliveries, query.page(), d -> matches(d.read(), query))
        .map(InMemoryDelivery::readLightly);
  }

  @Override
  public List<LogEntry> log(LogQuery query) {
    synchronized (kept) {
      return wanted(query)
          .skip(query.offset())
          .limit(query.limit())
          .map(InMemoryDelivery::light)
          .toList();
    }
  }

  @Override
  public long logged(LogQuery query) {
    synchronized (kept) {
      return wanted(query).count();
    }
  }

  private Stream<LogEntry> wanted(LogQuery query) {
    return deliveries(d -> matches(d, query)).stream()
        .flatMap(d -> d.log().stream())
        .filter(e -> query.before().stream().allMatch(before -> e.number() < before))
        .sorted(Comparator.comparing(LogEntry::number).reversed());
  }

  @Override
  public Optional<LogEntry> entry(OrganizationId organization, long number) {
    synchronized (kept) {
      return deliveries(d -> d.event.organization().equals(organization)).stream()
          .flatMap(d -> d.log().stream())
          .filter(e -> e.number() == number)
          .findFirst();
    }
  }

  private Optional<NewEvent> known(NewEvent event) {
    return twin(event, kept.events.values());
  }

  private static Optional<NewEvent> twin(NewEvent event, Iterable<NewEvent> among) {
    for (var other : among) {
      boolean sameKey =
          event.event().source().idempotencyKey().isPresent() && key(event).equals(key(other));
      if (organization(event).equals(organization(other))
          && (event.record().id().equals(other.record().id()) || sameKey)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private static OrganizationId organization(NewEvent event) {
    return event.record().organization();
  }

  private static List<Object> key(NewEvent event) {
    var source = event.event().source();
    return List.of(source.dialect(), source.idempotencyKey());
  }

  private void add(NewEvent event) {
    kept.exists(organization(event));
    kept.events.put(event.record().number(), event);
    for (var made : event.deliveries()) {
      kept.deliveries.put(made.number(), new InMemoryDelivery(made, event, epoch));
    }
  }

  private Entry entry(NewEvent event, boolean duplicate) {
    return new Entry(
        event.record().id(),
        event.event().source().externalId(),
        duplicate,
        event.deliveries().stream().map(d -> new Made(d.id(), d.subscription())).toList(),
        duplicate
            ? List.of()
            : event.deliveries().stream()
                .filter(NewDelivery::claimed)
                .map(d -> Claim.first(d.id(), d.number(), d.subscription(), epoch))
                .toList());
  }

  private static boolean matches(NewEvent of, EventStore.Query query) {
    Event event = of.event();
    var scope = event.scope();
    var at = of.record().receivedAt();
    return organization(of).equals(query.organization())
        && query.type().stream().allMatch(event.type()::equals)
        && query.status().stream().allMatch(event.status()::equals)
        && query.project().stream()
            .allMatch(p -> scope.project().stream().flatMap(Named::words).anyMatch(p::equals))
        && query.environment().stream()
            .allMatch(
                w -> scope.environments().stream().flatMap(e -> e.words()).anyMatch(w::equals))
        && query.since().stream().noneMatch(at::isBefore)
        && query.until().stream().allMatch(at::isBefore);
  }

  private static boolean matches(Delivery delivery, DeliveryStore.Query query) {
    return delivery.organization().equals(query.organization())
        && query.subscription().stream().allMatch(delivery.subscription()::equals)
        && query.event().stream().allMatch(delivery.event()::equals)
        && query.state().stream().allMatch(delivery.state()::equals)
        && query.since().stream().noneMatch(delivery.createdAt()::isBefore)
        && query.until().stream().allMatch(delivery.createdAt()::isBefore);
  }

  private boolean matches(InMemoryDelivery delivery, LogQuery query) {
    var event = Objects.requireNonNull(kept.events.get(delivery.event.number()));
    return delivery.event.organization().equals(query.organization())
        && delivery.made.subscription().equals(query.subscription())
        && (query.types().isEmpty() || query.types().contains(event.event().type()));
  }

  private Optional<InMemoryDelivery> held(OrganizationId organization, DeliveryId id) {
    return kept.deliveries.values().stream()
        .filter(d -> d.made.id().equals(id) && d.event.organization().equals(organization))
        .findFirst();
  }

  private List<InMemoryDelivery> deliveries(Predicate<InMemoryDelivery> wanted) {
    return kept.deliveries.values().stream().filter(wanted).toList();
  }

  private static boolean isDue(InMemoryDelivery delivery, SubscriptionId of, Instant now) {
    return delivery.made.subscription().equals(of)
        && delivery.due().filter(at -> !at.isAfter(now)).isPresent();
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private <T> Page<T> page(NavigableMap<Long, T> all, Page.Wanted page, Predicate<T> wanted) {
    synchronized (kept) {
      var below = page.before().map(n -> all.headMap(n, false)).orElse(all).descendingMap();
      var found =
          below.entrySet().stream()
              .filter(e -> wanted.test(e.getValue()))
              .limit(page.limit() + 1L)
              .toList();
      boolean more = found.size() > page.limit();
      var shown = more ? found.subList(0, page.limit()) : found;
      return new Page<>(
          shown.stream().map(Map.Entry::getValue).toList(),
          more ? Optional.of(shown.getLast().getKey()) : Optional.empty());
    }
  }
}
