package dev.hookcast.storage;

import java.time.InstantSource;
import java.util.SplittableRandom;

class PostgresResealingTest implements ResealingContract {
  private final Postgres postgres = PostgresServer.withTables();

  @Override
  public Database open(Seal seal) {
    return Database.migrated(
        postgres,
        seal,
        PostgresStores.LEASE,
        Thread.ofPlatform().factory(),
        InstantSource.system(),
        new SplittableRandom(1),
        connections -> connections);
  }
}
