package dev.hookcast.core.spi;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps organizations and their tokens. What is given to the audit log is kept in the same step as
 * the change, and not at all if nothing is changed. Safe for any number of threads; every method
 * blocks until it is done and throws {@link StoreFailure} if the store can't do its work.
 */
public interface OrganizationStore {
  /**
   * All organizations that there are, the newest first; {@code default} is always among them. One
   * that something was kept for before it was added is there too, named by its id.
   */
  List<Organization> organizations();

  /**
   * Adds an organization and returns it with its number. Returns nothing, and changes nothing, if
   * the id is taken, by one that was deleted too: ids are never used again.
   */
  Optional<Organization> add(
      OrganizationId id, String name, Instant createdAt, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default Optional<Organization> add(OrganizationId id, String name, Instant createdAt) {
    return add(id, name, createdAt, Optional.empty());
  }

  /**
   * Deletes an organization with its subscriptions and tokens, in one step that takes as long
   * however many events and deliveries it has. Those that wait are due no more; all of them stay
   * until they are {@linkplain #erase erased}. Returns false, and changes nothing, if there is no
   * such organization.
   */
  boolean delete(OrganizationId id, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean delete(OrganizationId id) {
    return delete(id, Optional.empty());
  }

  /**
   * Erases what deleted organizations have left: events with their deliveries and attempts, whether
   * they have ended or not, and the subscriptions an hour after they were deleted; so many rows at
   * most. What is being sent of it meanwhile is recorded nowhere. The id and the audit log stay.
   * Returns whether there may be more.
   */
  boolean erase(Instant now, int limit);

  /**
   * How many changes of organizations, tokens and subscriptions there were, whichever node made
   * them: whoever has seen so many has missed none. Cheap enough to be asked every second.
   */
  long changes();

  /** Every token of every organization. */
  List<AccessToken> tokens();

  /** Every token of this organization; none if there is no such organization. */
  List<AccessToken> tokens(OrganizationId organization);

  /**
   * Adds a token. Returns false, and changes nothing, if there is no such organization, or none any
   * more.
   */
  boolean add(AccessToken token, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean add(AccessToken token) {
    return add(token, Optional.empty());
  }

  /**
   * Gives a token other digests. Returns false, and changes nothing, if it is no more, or its
   * digests are others than {@code from} has.
   */
  boolean replace(AccessToken from, AccessToken to, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean replace(AccessToken from, AccessToken to) {
    return replace(from, to, Optional.empty());
  }

  /**
   * Notes when tokens were used last, by their numbers: what is noted already stays if it is later.
   * No {@linkplain #changes change}: what a token may do is as before.
   */
  void used(Map<Long, Instant> lastUses);

  /** Deletes a token. Returns false, and changes nothing, if the organization has no such token. */
  boolean delete(OrganizationId organization, TokenId id, Optional<AuditEntry> audit);

  /** The same, without a word in the audit log. */
  default boolean delete(OrganizationId organization, TokenId id) {
    return delete(organization, id, Optional.empty());
  }
}
