package dev.hookcast.storage;

import dev.hookcast.core.spi.AuditStoreContract;
import dev.hookcast.core.spi.DeliveryStoreContract;
import dev.hookcast.core.spi.EventStoreContract;
import dev.hookcast.core.spi.OrganizationStoreContract;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.spi.SubscriptionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresStoreTest
    implements EventStoreContract,
        SubscriptionStoreContract,
        DeliveryStoreContract,
        OrganizationStoreContract,
        AuditStoreContract {
  private static Postgres postgres;
  private PostgresStores stores;

  @BeforeAll
  static void make() {
    postgres = PostgresServer.withTables();
  }

  @BeforeEach
  void open() {
    PostgresServer.empty(postgres);
    stores = PostgresStores.in(postgres);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public Stores stores() {
    return stores;
  }
}
