package dev.hookcast.core.audit;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing that somebody did.
 *
 * @param number unique in the installation; its place in the log
 * @param before what it was, as far as it is something else now; empty if it wasn't there. Secrets
 *     stand as {@code ***}
 * @param after what it is now, in the same way; empty if it is no more
 * @param secrets the names of the options of which the secret was set, replaced or dropped
 */
public record AuditEntry(
    String id,
    long number,
    OrganizationId organization,
    Instant at,
    Author by,
    AuditAction action,
    Target target,
    Optional<JsonObject> before,
    Optional<JsonObject> after,
    List<String> secrets) {
  public AuditEntry {
    secrets = List.copyOf(secrets);
  }

  /**
   * What it was done to, of the kind that the action says.
   *
   * @param name for people; may be empty
   */
  public record Target(String id, String name) {}
}
