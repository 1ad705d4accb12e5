package dev.hookcast.core.access;

import dev.hookcast.core.OrganizationId;
import java.time.Instant;

/**
 * A tenant: everything belongs to exactly one, and none sees another's.
 *
 * @param number its place in lists, ascending in the order of creation; given out by the store
 * @param name for people; not unique
 */
public record Organization(OrganizationId id, long number, String name, Instant createdAt) {}
