package dev.hookcast.core.engine;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.filter.Verdict;
import dev.hookcast.core.spi.AuditStore.Witness;
import dev.hookcast.core.spi.OrganizationStore;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.core.spi.SubscriptionStore.Resealed;
import dev.hookcast.core.subscription.Subscription;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Every organization and every subscription, in memory: publishing and sending ask it for each
 * event. Each change goes through it, store first. Safe for any number of threads.
 */
public final class Directory {
  private static final int MOST_TRIES = 20;

  private final OrganizationStore tenants;
  private final SubscriptionStore store;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<OrganizationId, Organization> organizations = new ConcurrentHashMap<>();
  private final Set<OrganizationId> deleted = ConcurrentHashMap.newKeySet();

  /** What other nodes have deleted: an id never comes again. */
  private final Set<SubscriptionId> lost = ConcurrentHashMap.newKeySet();

  private final Map<SubscriptionId, Subscription> byId = new ConcurrentHashMap<>();
  private final Map<OrganizationId, TypeIndex> byType = new ConcurrentHashMap<>();

  /** Reads everything that the stores hold of it. */
  public Directory(OrganizationStore organizations, SubscriptionStore store) {
    this.tenants = organizations;
    this.store = store;
    organizations.organizations().forEach(this::add);
    store.all().forEach(this::remember);
  }

  /** True if there is such an organization. */
  public boolean has(OrganizationId organization) {
    return organization(organization).isPresent();
  }

  /** The organization of this id. */
  public Optional<Organization> organization(OrganizationId id) {
    return deleted.contains(id) ? Optional.empty() : Optional.ofNullable(organizations.get(id));
  }

  /** All organizations, the newest first. */
  public List<Organization> organizations() {
    return organizations.values().stream()
        .filter(o -> has(o.id()))
        .sorted(Comparator.comparingLong(Organization::number).reversed())
        .toList();
  }

  /** Knows an organization from now on; the store does already. */
  public void add(Organization organization) {
    organizations.put(organization.id(), organization);
  }

  /** The subscription of this id. */
  public Optional<Subscription> find(SubscriptionId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** An organization's subscriptions, the newest first. */
  public List<Subscription> list(OrganizationId organization) {
    return byId.values().stream()
        .filter(s -> s.organization().equals(organization))
        .sorted(Comparator.comparingLong(Subscription::number).reversed())
        .toList();
  }

  /** The subscriptions that were paused without an event that tells of it. */
  List<Subscription> untold() {
    return byId.values().stream().filter(s -> s.health().untold().isPresent()).toList();
  }

  /** The subscriptions that get nothing, as a secret of them can't be read. */
  public List<Subscription> unreadable() {
    return byId.values().stream().filter(s -> !s.settings().sink().secrets().suffice()).toList();
  }

  /** The subscriptions that want this event. */
  public List<Subscription> matching(OrganizationId organization, Event event) {
    var index = byType.get(organization);
    return index == null
        ? List.of()
        : index.candidates(event).stream()
            .filter(s -> s.consider(event) instanceof Verdict.Matched)
            .toList();
  }

  /**
   * Adds a subscription; from then on events are matched against it. One whose organization is
   * deleted meanwhile is deleted with it.
   */
  public void add(Subscription subscription, Optional<AuditEntry> audit) {
    if (store.save(subscription, audit)) {
      learn(subscription);
    }
  }

  /** The same, without a word in the audit log. */
  public void add(Subscription subscription) {
    add(subscription, Optional.empty());
  }

  /**
   * Changes a subscription, one change after the other, also if other nodes change it too. Returns
   * what it is now; nothing if there is no such subscription.
   *
   * @param change gives what it shall be, or nothing to leave it as it is; asked again if another
   *     change came in between
   * @param witness tells the audit log
   * @throws StoreFailure if there are too many of those
   */
  public Optional<Subscription> change(
      SubscriptionId id, Function<Subscription, Optional<Subscription>> change, Witness witness) {
    changing.lock();
    try {
      var current = find(id);
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        var changed = current.flatMap(change);
        if (changed.isEmpty() || replaced(current.orElseThrow(), changed.get(), witness)) {
          changed.ifPresent(this::learn);
          return changed.isPresent() ? changed : current;
        }
        current = lookUp(id);
      }
      throw new StoreFailure("The subscription " + id + " changes too often.");
    } finally {
      changing.unlock();
    }
  }

  /** The same, without a word in the audit log. */
  public Optional<Subscription> change(
      SubscriptionId id, Function<Subscription, Optional<Subscription>> change) {
    return change(id, change, Witness.NONE);
  }

  private boolean replaced(Subscription from, Subscription to, Witness witness) {
    return store.replace(from, to, witness.of(from, to));
  }

  /** The subscription of this id, asked of the store: another node may have just added it. */
  Optional<Subscription> lookUp(SubscriptionId id) {
    var stored = store.find(id);
    stored.ifPresentOrElse(this::learn, () -> lost(id));
    return stored;
  }

  /** Learns what other nodes have changed since there were so many changes. */
  public void refresh(long since) {
    changing.lock();
    try {
      // What is added meanwhile isn't among those that have to be there.
      var gone = new HashSet<>(organizations.keySet());
      for (var there : tenants.organizations()) {
        add(there);
        gone.remove(there.id());
      }
      gone.forEach(this::lost);
      var changed = store.changedSince(since);
      changed.present().forEach(this::learn);
      changed.deleted().forEach(this::lost);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Deletes a subscription; false if the organization has no such one.
   *
   * @param audit tells the audit log, given what is deleted
   */
  public boolean delete(
      OrganizationId organization,
      SubscriptionId id,
      Function<Subscription, Optional<AuditEntry>> audit) {
    changing.lock();
    try {
      var found = find(id).filter(s -> s.organization().equals(organization));
      if (found.isEmpty()) {
        return false;
      }
      // Out of sight first: an event that comes in while the store cancels makes no delivery for
      // it.
      found.ifPresent(this::forget);
      return store.delete(organization, id, found.flatMap(audit));
    } finally {
      changing.unlock();
    }
  }

  /** The same, without a word in the audit log. */
  public boolean delete(OrganizationId organization, SubscriptionId id) {
    return delete(organization, id, deleted -> Optional.empty());
  }

  /**
   * Deletes an organization with its subscriptions; false if there is no such one.
   *
   * @param inStore deletes it in the store; if that fails, all is as it was before
   */
  public boolean delete(OrganizationId organization, BooleanSupplier inStore) {
    changing.lock();
    try {
      if (!has(organization)) {
        return false;
      }
      deleted.add(organization);
      var subscriptions = list(organization);
      subscriptions.forEach(this::forget);
      try {
        return inStore.getAsBoolean();
      } catch (RuntimeException e) {
        deleted.remove(organization);
        subscriptions.forEach(this::remember);
        throw e;
      }
    } finally {
      changing.unlock();
    }
  }

  /** Seals secrets anew, as the store does. */
  public Resealed reseal(int limit, Optional<AuditEntry> audit) {
    return store.reseal(limit, audit);
  }

  /** Knows what the store has, unless it is known to be no more. */
  private void learn(Subscription subscription) {
    remember(subscription);
    // Asked afterwards, so that one of the two finds it, this or the deletion.
    if (deleted.contains(subscription.organization()) || lost.contains(subscription.id())) {
      forget(subscription);
    }
  }

  private void lost(OrganizationId organization) {
    deleted.add(organization);
    list(organization).forEach(this::forget);
  }

  private void lost(SubscriptionId id) {
    lost.add(id);
    find(id).ifPresent(this::forget);
  }

  private void remember(Subscription subscription) {
    byId.put(subscription.id(), subscription);
    index(subscription.organization()).put(subscription);
  }

  private void forget(Subscription subscription) {
    byId.remove(subscription.id());
    index(subscription.organization()).remove(subscription.id());
  }

  private TypeIndex index(OrganizationId organization) {
    return byType.computeIfAbsent(organization, o -> new TypeIndex());
  }
}
