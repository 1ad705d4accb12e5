package dev.hookcast.core.dialect;

import dev.hookcast.core.OrganizationId;

/**
 * Whom a payload is written for; some platforms name it in the payload.
 *
 * @param subscription the subscription's number
 * @param log the number under which the attempt will be found in the log
 */
public record Recipient(OrganizationId organization, long subscription, long log) {}
