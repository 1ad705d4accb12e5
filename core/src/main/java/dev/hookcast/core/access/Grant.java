package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token allows, for how long, and from where.
 *
 * @param name for people; not unique
 * @param scopes in the order of {@link TokenScope}
 * @param expiresAt the first moment at which it is no longer valid; never if empty
 * @param addresses the blocks that it works from; from everywhere if empty
 */
public record Grant(
    String name,
    Set<TokenScope> scopes,
    Optional<Instant> expiresAt,
    List<AddressBlock> addresses) {
  public Grant {
    var ordered = EnumSet.noneOf(TokenScope.class);
    ordered.addAll(scopes);
    scopes = Collections.unmodifiableSet(ordered);
    addresses = addresses.stream().distinct().toList();
  }

  /** One that works from everywhere. */
  public Grant(String name, Set<TokenScope> scopes, Optional<Instant> expiresAt) {
    this(name, scopes, expiresAt, List.of());
  }

  /** True until it expires. */
  public boolean validAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /**
   * True if it works from there.
   *
   * @param address 4 or 16 bytes; empty if it isn't known
   */
  public boolean validFrom(Bytes address) {
    return addresses.isEmpty() || addresses.stream().anyMatch(block -> block.contains(address));
  }

  /** The first scope that those don't hold, if this allows more than they do. */
  public Optional<TokenScope> beyond(Set<TokenScope> held) {
    return scopes.stream().filter(scope -> !held.contains(scope)).findFirst();
  }
}
