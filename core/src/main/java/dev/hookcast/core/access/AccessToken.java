package dev.hookcast.core.access;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.OrganizationId;
import java.time.Instant;

/**
 * What is kept of a token: enough to know it again, and nothing that could stand in for it.
 *
 * @param number unique in the installation; by it the token's text is looked up
 * @param digest the SHA-256 of the secret part of its text
 */
public record AccessToken(
    TokenId id,
    long number,
    OrganizationId organization,
    Grant grant,
    Bytes digest,
    Instant createdAt) {}
