package dev.hookcast.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;

/** Sealing anew while one statement or commit in ten fails as if others had come in between. */
class DisturbedPostgresResealingTest implements ResealingContract {
  private static final long SEED = Long.getLong("disturbances.seed", System.nanoTime());
  private static final Disturbances DISTURBANCES = new Disturbances(SEED, 10);

  private final Postgres postgres = PostgresServer.withTables();

  @AfterAll
  static void thereWasSomethingToStand() {
    assertThat(DISTURBANCES.made()).as("seed %d", SEED).isGreaterThan(10);
  }

  @Override
  public Database open(Seal seal) {
    PostgresServer.execute(
        postgres,
        "ALTER DATABASE "
            + postgres.database()
            + " SET default_transaction_isolation = 'serializable'");
    return Database.migrated(
        postgres,
        seal,
        PostgresStores.LEASE,
        Thread.ofPlatform().factory(),
        InstantSource.system(),
        new SplittableRandom(1),
        DISTURBANCES::on);
  }
}
