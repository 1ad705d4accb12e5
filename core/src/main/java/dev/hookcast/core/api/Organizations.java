package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.Secret;
import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.access.Grant;
import dev.hookcast.core.access.Organization;
import dev.hookcast.core.access.TokenId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.access.TokenText;
import dev.hookcast.core.audit.AuditAction;
import dev.hookcast.core.audit.Author;
import dev.hookcast.core.engine.Directory;
import dev.hookcast.core.spi.OrganizationStore;
import dev.hookcast.core.spi.Page;
import java.security.MessageDigest;
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
  private static final Bytes NO_DIGEST = Bytes.EMPTY;

  private final OrganizationStore store;
  private final Directory directory;
  private final Subscriptions.Tools tools;
  private final Trail trail;
  private final Map<Long, AccessToken> byNumber;
  private final ReentrantLock changing;

  /** Reads every token: knowing one mustn't cost a look into the store. */
  Organizations(
      OrganizationStore store, Directory directory, Subscriptions.Tools tools, Trail trail) {
    this.store = store;
    this.directory = directory;
    this.tools = tools;
    this.trail = trail;
    this.changing = new ReentrantLock();
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
   * Deletes an organization with all that it has: its subscriptions end, what still waits is
   * cancelled, its secrets are erased and its tokens revoked, in one step.
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

  /** A page of an organization's tokens, the newest first; expired ones too. */
  public Page<AccessToken> tokens(OrganizationId organization, Page.Wanted page) {
    var newestFirst =
        tokensOf(organization)
            .sorted(Comparator.comparingLong(AccessToken::number).reversed())
            .toList();
    return Page.of(newestFirst, page, AccessToken::number);
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
    return store.tokens().stream()
        .filter(token -> token.organization().equals(organization) && token.id().equals(id))
        .findFirst();
  }

  /**
   * The token with this text, if it is valid now. Asks no store, and takes as long for a wrong
   * secret as for the right one.
   */
  public Optional<AccessToken> authenticate(String text) {
    return TokenText.parse(text).flatMap(this::known);
  }

  private Optional<AccessToken> known(TokenText text) {
    var token = Optional.ofNullable(byNumber.get(text.number()));
    var kept = token.map(AccessToken::digest).orElse(NO_DIGEST);
    boolean same = MessageDigest.isEqual(text.digest().array(), kept.array());
    return token.filter(t -> same && t.grant().validAt(tools.clock().instant()));
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
