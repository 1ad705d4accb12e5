package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.core.api.Hookcast.Stores;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.SteadyClock;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.http.rest.Readiness;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.MasterKeys;
import dev.hookcast.storage.Seal;
import dev.hookcast.storage.SqlAuditStore;
import dev.hookcast.storage.SqlDeliveryStore;
import dev.hookcast.storage.SqlEventStore;
import dev.hookcast.storage.SqlIds;
import dev.hookcast.storage.SqlOrganizationStore;
import dev.hookcast.storage.SqlSubscriptionStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The stores, whichever database they are in. */
final class StoresModule extends AbstractModule {
  @Provides
  @Singleton
  Seal seal(Config config, DataFolder folder, SecureRandom chance) {
    return config
        .data()
        .masterKeys()
        .map(keys -> new Seal(() -> keys, chance))
        .orElseGet(() -> kept(folder, chance));
  }

  private static Seal kept(DataFolder folder, SecureRandom chance) {
    folder.masterKeys(); // the first start makes one, and no later moment does
    return new Seal(() -> known(folder), chance);
  }

  private static MasterKeys known(DataFolder folder) {
    try {
      return folder
          .knownMasterKeys()
          .orElseThrow(() -> new StoreFailure("There is no master.key any more."));
    } catch (Refusal e) {
      throw new StoreFailure(e.why(), e);
    }
  }

  @Provides
  @Singleton
  Readiness readiness(Database database) {
    var full = List.of("The disk is nearly full: no events are accepted.");
    var silent = List.of("The database doesn't answer: this node has lost its lease.");
    return () -> {
      if (!database.inTouch()) {
        return silent;
      }
      return database.nearlyFull() ? full : List.of();
    };
  }

  /** What is due is compared with what other nodes have written: all begin with the same time. */
  @Provides
  @Singleton
  SteadyClock steady(Database database) {
    return new SteadyClock(database::now, System::nanoTime);
  }

  @Provides
  @Singleton
  Ids ids(Database database, InstantSource clock, RandomGenerator chance) {
    return new SqlIds(database, clock, chance);
  }

  @Provides
  @Singleton
  Stores stores(Database database, Seal seal, Ids ids, JsonFormat json, Dialects dialects) {
    return new Stores(
        new SqlEventStore(database),
        new SqlSubscriptionStore(database, seal, json, dialects),
        new SqlDeliveryStore(database, ids, json),
        new SqlOrganizationStore(database, json),
        new SqlAuditStore(database, json),
        database.shared());
  }
}
