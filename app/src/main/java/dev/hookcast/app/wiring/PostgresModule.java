package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Lease;
import dev.hookcast.storage.Postgres;
import dev.hookcast.storage.Seal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/** A PostgreSQL database. */
final class PostgresModule extends AbstractModule {
  // What a webhook may take at most; Slack's own limit is below.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final Postgres postgres;

  PostgresModule(Postgres postgres) {
    this.postgres = postgres;
  }

  @Provides
  @Singleton
  Lease lease() {
    return new Lease(LONGEST_CALL.plusSeconds(15), LONGEST_CALL, System::nanoTime);
  }

  @Provides
  @Singleton
  Database database(
      DataFolder folder,
      Seal seal,
      Lease lease,
      ThreadFactory threads,
      InstantSource clock,
      RandomGenerator chance) {
    try {
      return Database.open(postgres, seal, lease, threads, clock, chance);
    } catch (StoreFailure e) {
      folder.forgetFreshMasterKey();
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }
}
