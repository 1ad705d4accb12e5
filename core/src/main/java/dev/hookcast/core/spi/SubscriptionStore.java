package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * Keeps subscriptions; secrets are sealed before they are written. What is given to the audit log
 * is kept in the same step as the change, and not at all if nothing is changed. Safe for any number
 * of threads; every method blocks until it is done and throws {@link StoreFailure} if the store
 * can't do its work.
 */
public interface SubscriptionStore {
  /**
   * Every subscription of every organization. A secret that can't be opened any more doesn't fail:
   * its subscription says that it is unreadable.
   */
  List<Subscription> all();

  /**
   * Adds the subscription, or replaces the one of the same id. Returns false, and changes nothing,
   * if it was deleted, or its organization was. Secrets that it says are unreadable stay as they
   * are stored.
   */
  boolean save(Subscription subscription, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean save(Subscription subscription) {
    return save(subscription, Optional.empty());
  }

  /** One subscription, as {@link #all} gives it; nothing if it was deleted. */
  Optional<Subscription> find(SubscriptionId id);

  /**
   * Replaces a subscription that is still what it was: changed at the same time, and in the same
   * health. Returns false, and changes nothing, if another change came in between, or if it or its
   * organization was deleted. Secrets that it says are unreadable stay as they are stored.
   */
  boolean replace(Subscription from, Subscription to, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean replace(Subscription from, Subscription to) {
    return replace(from, to, Optional.empty());
  }

  /**
   * What has become of the subscriptions that were added, changed or deleted since there were so
   * many {@link OrganizationStore#changes changes}.
   */
  Changed changedSince(long change);

  /**
   * Subscriptions that have changed.
   *
   * @param deleted those that are no more; they needn't have been known before
   */
  record Changed(List<Subscription> present, List<SubscriptionId> deleted) {
    public Changed {
      present = List.copyOf(present);
      deleted = List.copyOf(deleted);
    }
  }

  /**
   * Deletes a subscription and cancels its deliveries that haven't ended, in one step. Returns
   * false, and changes nothing, if the organization has no such subscription. Its past deliveries
   * stay readable.
   */
  boolean delete(OrganizationId organization, SubscriptionId id, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean delete(OrganizationId organization, SubscriptionId id) {
    return delete(organization, id, Optional.empty());
  }
}
