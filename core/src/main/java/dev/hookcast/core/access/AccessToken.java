package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a token: enough to know it again, and nothing that could stand in for it.
 *
 * @param number unique in the installation; by it the token's text is looked up
 * @param lastUsedAt when somebody came in with it last, as far as that is written down already
 */
public record AccessToken(
    TokenId id,
    long number,
    OrganizationId organization,
    Grant grant,
    TokenDigests digests,
    Instant createdAt,
    Optional<Instant> lastUsedAt) {

  /** One that was never used or rotated, with the SHA-256 of the secret part of its text. */
  public AccessToken(
      TokenId id,
      long number,
      OrganizationId organization,
      Grant grant,
      Bytes digest,
      Instant createdAt) {
    this(id, number, organization, grant, TokenDigests.of(digest), createdAt, Optional.empty());
  }

  /** The same, known by other secrets. */
  public AccessToken with(TokenDigests other) {
    return new AccessToken(id, number, organization, grant, other, createdAt, lastUsedAt);
  }

  /** The same, used then unless it was used later. */
  public AccessToken usedAt(Instant at) {
    return lastUsedAt.filter(known -> !at.isAfter(known)).isPresent()
        ? this
        : new AccessToken(id, number, organization, grant, digests, createdAt, Optional.of(at));
  }
}
