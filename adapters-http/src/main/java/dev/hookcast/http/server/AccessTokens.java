package dev.hookcast.http.server;

import dev.hookcast.core.api.Organizations;
import dev.hookcast.core.audit.Author;
import java.util.Optional;

/** The tokens that organizations were given; each serves its own organization and no other. */
public final class AccessTokens implements Authenticator {
  private final Organizations organizations;

  public AccessTokens(Organizations organizations) {
    this.organizations = organizations;
  }

  @Override
  public Optional<Caller> authenticate(String token, String address) {
    return organizations
        .authenticate(token, Addresses.bytes(address))
        .map(
            known ->
                new Caller(
                    Optional.of(known.organization()), known.grant().scopes(), Author.with(known)));
  }
}
