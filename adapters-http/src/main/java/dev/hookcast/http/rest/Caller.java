package dev.hookcast.http.rest;

import dev.hookcast.core.OrganizationId;
import java.util.Optional;
import java.util.Set;

/**
 * Whose token came with a request.
 *
 * @param organization the only one that it serves; empty if it may act for every one
 */
public record Caller(Optional<OrganizationId> organization, Set<TokenScope> scopes) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  boolean serves(OrganizationId wanted) {
    return organization.isEmpty() || organization.get().equals(wanted);
  }
}
