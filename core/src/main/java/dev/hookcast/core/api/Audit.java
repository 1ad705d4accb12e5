package dev.hookcast.core.api;

import dev.hookcast.core.OrganizationId;
import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.audit.ChainPoint;
import dev.hookcast.core.audit.Verification;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Page;
import java.util.Optional;

/** Shows who changed what. Safe for any number of threads. */
public final class Audit {
  private final AuditStore store;

  public Audit(AuditStore store) {
    this.store = store;
  }

  /**
   * Whether an organization's entries are what was written, from the oldest to the newest.
   *
   * @param known a head that was told at some time and kept elsewhere: the chain has to lead
   *     through it
   */
  public Verification verify(OrganizationId organization, Optional<ChainPoint> known) {
    return store.verify(organization, known);
  }

  /** A page of entries, the newest first. */
  public Page<AuditEntry> list(AuditStore.Query query) {
    return store.list(query);
  }
}
