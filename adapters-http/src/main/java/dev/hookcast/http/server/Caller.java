package dev.hookcast.http.server;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.access.TokenScope;
import dev.hookcast.core.audit.Author;
import java.util.Optional;
import java.util.Set;

/**
 * Whose token came with a request.
 *
 * @param organization the only one that it serves; empty if it may act for every one
 * @param author what the audit log knows it by
 */
public record Caller(Optional<OrganizationId> organization, Set<TokenScope> scopes, Author author) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** True if its token has this scope. */
  public boolean may(TokenScope scope) {
    return scopes.contains(scope);
  }

  /** Ends the call with a problem that names the scope, unless its token has it. */
  public void require(TokenScope scope) {
    if (!may(scope)) {
      throw Refusal.insufficientScope(scope);
    }
  }

  boolean serves(OrganizationId wanted) {
    return organization.isEmpty() || organization.get().equals(wanted);
  }
}
