package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.subscription.Subscription;
import java.util.List;

/**
 * Keeps subscriptions; secrets are sealed before they are written. Safe for any number of threads;
 * every method blocks until it is done and throws {@link StoreFailure} if the store can't do its
 * work.
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
  boolean save(Subscription subscription);

  /**
   * Deletes a subscription and cancels its deliveries that haven't ended, in one step. Returns
   * false, and changes nothing, if the organization has no such subscription. Its past deliveries
   * stay readable.
   */
  boolean delete(OrganizationId organization, SubscriptionId id);
}
