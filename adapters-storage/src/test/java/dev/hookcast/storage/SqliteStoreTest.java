package dev.hookcast.storage;

import dev.hookcast.core.spi.AuditStoreContract;
import dev.hookcast.core.spi.DeliveryStoreContract;
import dev.hookcast.core.spi.EventStoreContract;
import dev.hookcast.core.spi.OrganizationStoreContract;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.spi.SubscriptionStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest
    implements EventStoreContract,
        SubscriptionStoreContract,
        DeliveryStoreContract,
        OrganizationStoreContract,
        AuditStoreContract {
  @TempDir private Path folder;
  private SqliteStores stores;

  @BeforeEach
  void open() {
    stores = SqliteStores.in(folder);
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
