package dev.hookcast.core.access;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a token allows, and for how long.
 *
 * @param name for people; not unique
 * @param scopes in the order of {@link TokenScope}
 * @param expiresAt the first moment at which it is no longer valid; never if empty
 */
public record Grant(String name, Set<TokenScope> scopes, Optional<Instant> expiresAt) {
  public Grant {
    var ordered = EnumSet.noneOf(TokenScope.class);
    ordered.addAll(scopes);
    scopes = Collections.unmodifiableSet(ordered);
  }

  /** True until it expires. */
  public boolean validAt(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /** The first scope that those don't hold, if this allows more than they do. */
  public Optional<TokenScope> beyond(Set<TokenScope> held) {
    return scopes.stream().filter(scope -> !held.contains(scope)).findFirst();
  }
}
