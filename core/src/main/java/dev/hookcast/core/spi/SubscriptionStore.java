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
   * Looks for a newer master key, lets it seal from then on if there is one, and seals the secrets
   * of so many subscriptions anew that are still under an older one. What was done stays done: it
   * goes on where it was, whoever asks. What can't be read stays as it is.
   *
   * @param audit is kept when a newer key begins to seal
   */
  Resealed reseal(int limit, Optional<AuditEntry> audit);

  /**
   * How far a store is with sealing its secrets anew.
   *
   * @param keyVersion the version of the key that seals now
   * @param done how many subscriptions were sealed anew just now
   * @param left how many have secrets under another key
   */
  record Resealed(int keyVersion, int done, long left) {}

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
