package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookcast.core.spi.AuditStoreContract;
import dev.hookcast.core.spi.DeliveryStoreContract;
import dev.hookcast.core.spi.EventStoreContract;
import dev.hookcast.core.spi.OrganizationStoreContract;
import dev.hookcast.core.spi.Stores;
import dev.hookcast.core.spi.SubscriptionStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * As a distributed database behaves: every transaction serializable, and many of them in vain. A
 * failure here is to be read with the seed in the output.
 */
class DisturbedPostgresStoreTest
    implements EventStoreContract,
        SubscriptionStoreContract,
        DeliveryStoreContract,
        OrganizationStoreContract,
        AuditStoreContract {
  private static final long SEED = Long.getLong("disturbances.seed", System.nanoTime());
  private static final Disturbances DISTURBANCES = new Disturbances(SEED, 20);
  private static Postgres postgres;
  private PostgresStores stores;

  @BeforeAll
  static void make() {
    System.out.println("disturbances.seed = " + SEED);
    postgres = PostgresServer.withTables();
    PostgresServer.execute(
        postgres,
        "ALTER DATABASE "
            + postgres.database()
            + " SET default_transaction_isolation = 'serializable'");
  }

  @BeforeEach
  void open() {
    PostgresServer.empty(postgres);
    stores = PostgresStores.in(postgres, DISTURBANCES::on);
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @AfterAll
  static void thereWasSomethingToStand() {
    assertThat(DISTURBANCES.made()).as("seed %d", SEED).isGreaterThan(100);
  }

  @Override
  public Stores stores() {
    return stores;
  }
}
