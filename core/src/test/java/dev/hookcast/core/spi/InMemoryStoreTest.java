package dev.hookcast.core.spi;

class InMemoryStoreTest
    implements EventStoreContract,
        SubscriptionStoreContract,
        DeliveryStoreContract,
        OrganizationStoreContract,
        AuditStoreContract {
  private final Stores stores = Stores.InMemory.empty();

  @Override
  public Stores stores() {
    return stores;
  }
}
