package dev.hookcast.core.api;

import dev.hookcast.core.audit.AuditEntry;
import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.Page;

/** Shows who changed what. Safe for any number of threads. */
public final class Audit {
  private final AuditStore store;

  public Audit(AuditStore store) {
    this.store = store;
  }

  /** A page of entries, the newest first. */
  public Page<AuditEntry> list(AuditStore.Query query) {
    return store.list(query);
  }
}
