package dev.hookcast.core.spi;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.delivery.Delivery;
import dev.hookcast.core.delivery.DeliveryState;
import dev.hookcast.core.event.EventId;
import dev.hookcast.core.event.EventType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps deliveries and their attempts, and is the queue that the engine works from. Safe for any
 * number of threads; every method blocks until it is done and throws {@link StoreFailure} if the
 * store can't do its work.
 */
public interface DeliveryStore {
  /**
   * Ends every claim of a node that is no more, which this one's forerunner is, and where nodes
   * share the store each that has given no sign of life for too long: each becomes an attempt with
   * the outcome {@code interrupted}, and its delivery is due at once, as manual if it was; a
   * cancelled one stays so. The attempt keeps the number in the log that it may have been sent
   * with: what is sent in its place gets another. The schedule loses no wait by it. Returns how
   * many there were. Cheap if there are none.
   */
  int recover(Instant now);

  /**
   * The subscriptions with deliveries that wait, each with the time when the first is due; none of
   * an organization that is no more.
   */
  List<Due> due();

  /** The same of these subscriptions only. */
  List<Due> due(List<SubscriptionId> of);

  /**
   * Claims deliveries that are due, for each demand the longest due first and not more than it asks
   * for. A delivery is given to one claimant only until its claim ends. One that somebody resent is
   * claimed as manual, and one claim answers one resend, the oldest first.
   */
  List<Claim.WithEvent> claim(List<Demand> demands, Instant now);

  /**
   * True if nobody else can get this claim's delivery for as long as an attempt takes. Asks no
   * database, so that it can be asked before each attempt.
   */
  boolean lasts(Claim claim);

  /**
   * How many nodes work on the store, this one among them, as far as it knows: at least one. Asks
   * no database.
   */
  int nodes();

  /**
   * Records the attempt and moves the delivery on. Returns false if the claim has ended: then the
   * attempt is recorded as {@code late}, in the place of the interrupted one that stood for it, and
   * nothing else changes, and nothing at all if the delivery has expired. Settling the same again
   * adds nothing and answers as before. A resend that came in meanwhile makes the delivery due at
   * once. A delivery that was cancelled meanwhile stays so unless it has just arrived.
   */
  boolean settle(Settlement settlement);

  /**
   * Gives back claims that were not used: the deliveries are due as they were before. One that has
   * ended is left alone.
   */
  void release(List<Claim> claims);

  /**
   * Cancels what hasn't ended of a subscription that is no more, unless its organization isn't
   * either: then it is erased soon. What had ended and was resent falls back to how it ended;
   * resends that wait leave the log.
   */
  void cancel(SubscriptionId subscription);

  /**
   * Makes one manual attempt due now, beside whatever the schedule holds; as many as it is called.
   * Returns the delivery and the number that the attempt has in the log from now on; the delivery
   * unchanged and no number if it is cancelled, its payload has expired, or its subscription is no
   * more; nothing if the organization has no such delivery. What is given to the audit log is kept
   * in the same step if the attempt will be made, and not at all otherwise.
   */
  Optional<Resend> resend(
      OrganizationId organization, DeliveryId id, Instant now, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default Optional<Resend> resend(OrganizationId organization, DeliveryId id, Instant now) {
    return resend(organization, id, now, Optional.empty());
  }

  /** One delivery with all its attempts; another organization's is as absent as a missing one. */
  Optional<Delivery> find(OrganizationId organization, DeliveryId id);

  /**
   * How many of the organization's deliveries wait, for their time or for room; as many as the
   * limit if there are more. As cheap as the limit is small.
   */
  int waiting(OrganizationId organization, int limit);

  /** A page of deliveries, the newest first; their exchanges come without headers and bodies. */
  Page<Delivery> list(Query query);

  /**
   * A part of one subscription's log, the newest first; another organization's is empty. Every
   * delivery is an entry under its own number, without an attempt until the first automatic one is
   * made. Every further attempt is an entry, and so is every resend from the moment it is asked
   * for, under the number that its attempt has then. Exchanges come without headers and bodies.
   */
  List<LogEntry> log(LogQuery query);

  /** How many entries a log has that are wanted, without regard to offset and limit. */
  long logged(LogQuery query);

  /** One entry of a log, whole; another organization's is as absent as a missing one. */
  Optional<LogEntry> entry(OrganizationId organization, long number);

  /**
   * A delivery that somebody asked to resend.
   *
   * @param logNumber what the manual attempt is logged under; empty if there will be none
   */
  record Resend(Delivery delivery, Optional<Long> logNumber) {}

  /** When the first delivery of a subscription is due. */
  record Due(SubscriptionId subscription, Instant at) {}

  /** How many deliveries of a subscription are wanted at most. */
  record Demand(SubscriptionId subscription, int limit) {}

  /**
   * Which deliveries are wanted. All restrictions have to be met. What was made while a clock was
   * more than ten minutes off may be missing from a period.
   *
   * @param since the earliest time of creation, included
   * @param until the latest time of creation, excluded
   */
  record Query(
      OrganizationId organization,
      Optional<SubscriptionId> subscription,
      Optional<EventId> event,
      Optional<DeliveryState> state,
      Optional<Instant> since,
      Optional<Instant> until,
      Page.Wanted page) {}

  /**
   * Which part of a log is wanted.
   *
   * @param types only entries about events of these; of all if empty
   * @param before only entries numbered below this, if given
   * @param offset how many of the newest to pass over
   * @param limit how many at most
   */
  record LogQuery(
      OrganizationId organization,
      SubscriptionId subscription,
      Set<EventType> types,
      Optional<Long> before,
      long offset,
      int limit) {
    public LogQuery {
      types = Set.copyOf(types);
    }
  }
}
