package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.subscription.Subscription;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the audit log. Entries about changes come with the change, through the store that makes it,
 * and are kept in the same step: both or neither. Nothing here changes an entry. Safe for any
 * number of threads; every method blocks until it is done and throws {@link StoreFailure} if the
 * store can't do its work.
 */
public interface AuditStore {
  /** Keeps an entry about something that changes nothing that is kept. */
  void add(AuditEntry entry);

  /** A page of entries, the newest first. */
  Page<AuditEntry> list(Query query);

  /**
   * Removes entries that were made before this, of each organization in the order in which they
   * were kept, so many at most; one that is younger than those behind it keeps them. Returns
   * whether there may be more.
   */
  boolean expire(Instant before, int limit);

  /**
   * Follows the chain of an organization's entries: each is tied to all that were kept before it,
   * so that one which was changed, removed or added past this store shows. What has expired doesn't
   * break it.
   *
   * @param known a head that was told at some time: the chain has to lead through it
   */
  Verification verify(OrganizationId organization, Optional<ChainPoint> known);

  /** Tells what a change of a subscription was, for the log; nothing if it isn't worth telling. */
  @FunctionalInterface
  interface Witness {
    /** A change that nobody asked for. */
    Witness NONE = (before, after) -> Optional.empty();

    /** The entry about this change. */
    Optional<AuditEntry> of(Subscription before, Subscription after);
  }

  /**
   * Which entries are wanted. All restrictions have to be met.
   *
   * @param organization whose; everybody's if empty, deleted ones' too
   * @param target the id of what something was done to
   * @param token the id of the token that did it
   * @param since the earliest time, included
   * @param until the latest time, excluded
   */
  record Query(
      Optional<OrganizationId> organization,
      Optional<AuditAction> action,
      Optional<String> target,
      Optional<String> token,
      Optional<Instant> since,
      Optional<Instant> until,
      Page.Wanted page) {}
}
