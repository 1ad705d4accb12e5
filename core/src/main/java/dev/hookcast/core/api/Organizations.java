package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenDigests;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.access.TokenText;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.engine.Housekeeping;
import dev.hookcast.core.spi.OrganizationStore;
import dev.hookcast.core.spi.Page;
import dev.hookcast.core.spi.StoreFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps organizations and their tokens. Safe for any number of threads; changes are durable when
 * they return, and count for the next call on this node.
 */
public final class Organizations {
  private static final int MOST_TRIES = 5;

  private final OrganizationStore store;
  private final Directory directory;
  private final Subscriptions.Tools tools;
  private final Trail trail;
  private final Map<Long, AccessToken> byNumber;
  private final ReentrantLock changing;
  private final TokenUses uses;

  /** Reads every token: knowing one mustn't cost a look into the store. */
  Organizations(
      OrganizationStore store, Directory directory, Subscriptions.Tools tools, Trail trail) {
    this.store = store;
    this.directory = directory;
    this.tools = tools;
    this.trail = trail;
    this.changing = new ReentrantLock();
    this.uses = new TokenUses(store, tools.clock());
    this.byNumber =
        store.tokens().stream()
            .collect(
                Collectors.toMap(
                    AccessToken::number, Function.identity(), (a, b) -> a, ConcurrentHashMap::new));
  }

  private Organizations(Organizations same, Trail trail) {
    this.store = same.store;
    this.directory = same.directory;
    this.tools = same.tools;
    this.trail = trail;
    this.changing = same.changing;
    this.uses = same.uses;
    this.byNumber = same.byNumber;
  }

  /** The same in the name of this author: the audit log tells of it. */
  public Organizations by(Author author) {
    return new Organizations(this, trail.by(author));
  }

  /** Adds an organization; nothing if its id is taken, or was: ids are never used again. */
  public Optional<Organization> create(OrganizationId id, String name) {
    var entry = trail.organization(AuditAction.ORGANIZATION_CREATE, id, name);
    var added = store.add(id, name, tools.clock().instant(), entry);
    added.ifPresent(directory::add);
    return added;
  }

  /** The organization of this id. */
  public Optional<Organization> find(OrganizationId id) {
    return directory.organization(id);
  }

  /**
   * A page of organizations, the newest first.
   *
   * @param only the one that may be seen; every one if empty
   */
  public Page<Organization> list(Optional<OrganizationId> only, Page.Wanted page) {
    var seen =
        only.map(id -> find(id).stream().toList()).orElseGet(() -> directory.organizations());
    return Page.of(seen, page, Organization::number);
  }

  /**
   * Deletes an organization with all that it has: its subscriptions end, nothing of what still
   * waits is sent, its secrets are erased and its tokens revoked, in one step. What it has kept is
   * erased afterwards, little by little.
   */
  public Deletion delete(OrganizationId id) {
    if (id.equals(OrganizationId.DEFAULT)) {
      return Deletion.REQUIRED;
    }
    changing.lock();
    try {
      var name = find(id).map(Organization::name).orElse("");
      var entry = trail.organization(AuditAction.ORGANIZATION_DELETE, id, name);
      boolean deleted = directory.delete(id, () -> store.delete(id, entry));
      byNumber.values().removeIf(token -> deleted && token.organization().equals(id));
      return deleted ? Deletion.DONE : Deletion.MISSING;
    } finally {
      changing.unlock();
    }
  }

  /** What became of an organization that was to be deleted. */
  public enum Deletion {
    DONE,
    MISSING,
    /** It has to be there for as long as the installation. */
    REQUIRED
  }

  /**
   * Makes a token.
   *
   * @param held the scopes of whoever asks for it: nobody gives away more than they have
   * @throws InvalidInput if it couldn't be used, or would reach beyond its organization, or that
   *     may have no more
   */
  public Issue issue(OrganizationId organization, Grant wanted, Set<TokenScope> held) {
    check(wanted);
    if (!directory.has(organization)) {
      return new Issue.Missing();
    }
    var missing = wanted.beyond(held);
    if (missing.isPresent()) {
      return new Issue.Beyond(missing.get());
    }
    var identity = tools.ids().next();
    var text = TokenText.fresh(identity.number(), tools.chance());
    var token =
        new AccessToken(
            new TokenId(identity.id()),
            identity.number(),
            organization,
            wanted,
            text.digest(),
            tools.clock().instant());
    return added(token) ? new Issue.Issued(token, text.written()) : new Issue.Missing();
  }

  /** What came of asking for a token. */
  public sealed interface Issue {
    /** A token, and its text, to be shown this once. */
    record Issued(AccessToken token, Secret text) implements Issue {}

    /** It would allow more than whoever asked may do: this scope for one. */
    record Beyond(TokenScope scope) implements Issue {}

    /** There is no such organization. */
    record Missing() implements Issue {}
  }

  /**
   * Gives a token another secret; all else of it stays. The former text is valid beside the new one
   * for the overlap, and one that was former before is so no longer.
   *
   * @param overlap from none to {@link Rotation#LONGEST}
   * @param held the scopes of whoever asks for it, as in {@link #issue}
   */
  public Renewal rotate(
      OrganizationId organization, TokenId id, Duration overlap, Set<TokenScope> held) {
    changing.lock();
    try {
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        var renewal = rotated(organization, id, overlap, held);
        if (renewal.isPresent()) {
          return renewal.get();
        }
      }
      throw new StoreFailure("The token " + id + " changes too often.");
    } finally {
      changing.unlock();
    }
  }

  /** What came of asking for another secret of a token. */
  public sealed interface Renewal {
    /** The token, and its new text, to be shown this once. */
    record Renewed(AccessToken token, Secret text) implements Renewal {}

    /** It allows more than whoever asked may do: this scope for one. */
    record Beyond(TokenScope scope) implements Renewal {}

    /** It has expired: no text of it would be valid. */
    record Expired() implements Renewal {}

    /** The organization has no such token. */
    record Missing() implements Renewal {}
  }

  /** Nothing if it was changed meanwhile. */
  private Optional<Renewal> rotated(
      OrganizationId organization, TokenId id, Duration overlap, Set<TokenScope> held) {
    // Asked of the store: another node may just have made it, or rotated it.
    var found = lookedUp(organization, id);
    if (found.isEmpty()) {
      return Optional.of(new Renewal.Missing());
    }
    var current = found.get();
    var now = tools.clock().instant();
    var beyond = current.grant().beyond(held);
    if (beyond.isPresent()) {
      return Optional.of(new Renewal.Beyond(beyond.get()));
    }
    if (!current.grant().validAt(now)) {
      return Optional.of(new Renewal.Expired());
    }
    var text = TokenText.fresh(current.number(), tools.chance());
    var renewed = current.with(current.digests().rotatedTo(text.digest(), now.plus(overlap)));
    if (!store.replace(current, renewed, trail.rotated(renewed))) {
      return Optional.empty();
    }
    byNumber.put(renewed.number(), renewed);
    return Optional.of(new Renewal.Renewed(renewed, text.written()));
  }

  /** A page of an organization's tokens, the newest first; expired ones too. */
  public Page<AccessToken> tokens(OrganizationId organization, Page.Wanted page) {
    // The store's, since only there other nodes' uses meet.
    var newestFirst =
        store.tokens(organization).stream()
            .map(uses::upToDate)
            .sorted(Comparator.comparingLong(AccessToken::number).reversed())
            .toList();
    return Page.of(newestFirst, page, AccessToken::number);
  }

  /** Until when the token's former text is valid beside its present one, if it is now. */
  public Optional<Instant> formerValidUntil(AccessToken token) {
    return token.digests().retiringAt(tools.clock().instant()).map(TokenDigests.Retiring::until);
  }

  /** Erases a little of what deleted organizations have left; returns whether there is more. */
  boolean erase() {
    return store.erase(tools.clock().instant(), Housekeeping.STEP);
  }

  /** Writes down about once a minute when tokens were used last. */
  void noteUses() {
    uses.write();
  }

  /** The same at the end, at once. */
  void noteLastUses() {
    uses.writeAll();
  }

  /** Makes a token invalid, from the next call on; false if the organization has no such token. */
  public boolean revoke(OrganizationId organization, TokenId id) {
    // Memory first: should the store fail, nobody gets in with it in the meantime.
    var first = forgotten(organization, id);
    changing.lock();
    try {
      var known = forgotten(organization, id).or(() -> first); // it may just have been read again
      // Of one that isn't known here the store may know, if another node has just made it.
      return store.delete(
          organization, id, known.or(() -> lookedUp(organization, id)).flatMap(trail::revoked));
    } finally {
      changing.unlock();
    }
  }

  /** Learns which tokens there are now: other nodes make and revoke them too. */
  void refresh() {
    changing.lock();
    try {
      // What is made meanwhile isn't among those that have to be there.
      var gone = new HashSet<>(byNumber.keySet());
      for (var token : store.tokens()) {
        byNumber.put(token.number(), token);
        gone.remove(token.number());
      }
      gone.forEach(byNumber::remove);
    } finally {
      changing.unlock();
    }
  }

  private boolean added(AccessToken token) {
    changing.lock();
    try {
      var most = tools.quotas().tokens();
      Quotas.check(most, tokensOf(token.organization()).count(), "tokens");
      boolean added = store.add(token, trail.issued(token));
      if (added) {
        byNumber.put(token.number(), token);
      }
      return added;
    } finally {
      changing.unlock();
    }
  }

  private Optional<AccessToken> forgotten(OrganizationId organization, TokenId id) {
    var known = tokensOf(organization).filter(token -> token.id().equals(id)).findFirst();
    known.ifPresent(token -> byNumber.remove(token.number()));
    return known;
  }

  /** A token that another node may have made since this one looked. */
  private Optional<AccessToken> lookedUp(OrganizationId organization, TokenId id) {
    return store.tokens(organization).stream().filter(token -> token.id().equals(id)).findFirst();
  }

  /**
   * The token with this text, if it is valid now, for a caller from there. Asks no store, and takes
   * as long for a wrong secret as for the right one.
   *
   * @param address the caller's, 4 or 16 bytes; empty if it isn't known: then tokens that work from
   *     some addresses only aren't valid
   */
  public Optional<AccessToken> authenticate(String text, Bytes address) {
    var now = tools.clock().instant();
    var known =
        TokenText.parse(text)
            .flatMap(parsed -> known(parsed, now))
            .filter(token -> token.grant().validAt(now) && token.grant().validFrom(address));
    known.ifPresent(token -> uses.note(token, now));
    return known;
  }

  /** The same for a caller whose address isn't known. */
  public Optional<AccessToken> authenticate(String text) {
    return authenticate(text, Bytes.EMPTY);
  }

  private Optional<AccessToken> known(TokenText text, Instant now) {
    var token = Optional.ofNullable(byNumber.get(text.number()));
    var digests = token.map(AccessToken::digests).orElseGet(TokenDigests::none);
    boolean same = digests.fit(text.digest(), now);
    return token.filter(t -> same);
  }

  private Stream<AccessToken> tokensOf(OrganizationId organization) {
    return byNumber.values().stream().filter(t -> t.organization().equals(organization));
  }

  private void check(Grant wanted) {
    if (wanted.scopes().isEmpty()) {
      throw InvalidInput.of("/scopes", "required", "A token needs a scope at least.");
    }
    if (wanted.scopes().contains(TokenScope.SYSTEM_ADMIN)) {
      throw InvalidInput.of(
          "/scopes", "scope_not_allowed", "system:admin isn't for tokens of an organization.");
    }
    if (!wanted.validAt(tools.clock().instant())) {
      throw InvalidInput.of("/expires_at", "time_in_past", "This time is over already.");
    }
  }
}
