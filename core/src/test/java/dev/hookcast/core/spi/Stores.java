package dev.hookcast.core.spi;

/** The five stores of one back-end, as a contract needs them. */
public interface Stores {
  /** Where events are kept. */
  EventStore events();

  /** Where subscriptions are kept. */
  SubscriptionStore subscriptions();

  /** Where deliveries are kept. */
  DeliveryStore deliveries();

  /** Where organizations and tokens are kept. */
  OrganizationStore organizations();

  /** Where the audit log is kept. */
  AuditStore audit();

  /** Identities for what is put into these stores. */
  Ids ids();

  /** What a new process finds after this one has ended; these stores aren't used any more. */
  Stores restarted();

  /** A back-end that is one in-memory store. */
  record InMemory(InMemoryStore store, Ids ids) implements Stores {
    /** An empty one that counts its ids. */
    public static InMemory empty() {
      var ids = new CountingIds();
      return new InMemory(new InMemoryStore(ids), ids);
    }

    @Override
    public EventStore events() {
      return store;
    }

    @Override
    public SubscriptionStore subscriptions() {
      return store;
    }

    @Override
    public DeliveryStore deliveries() {
      return store;
    }

    @Override
    public OrganizationStore organizations() {
      return store;
    }

    @Override
    public AuditStore audit() {
      return store;
    }

    @Override
    public Stores restarted() {
      return new InMemory(store.restarted(), ids);
    }
  }
}
