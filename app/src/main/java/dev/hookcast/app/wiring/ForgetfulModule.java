package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.bench.ForgetfulDeliveries;
import dev.hookcast.app.bench.ForgetfulEvents;
import dev.hookcast.core.api.Hookcast.Stores;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Seal;
import dev.hookcast.storage.SqlAuditStore;
import dev.hookcast.storage.SqlOrganizationStore;
import dev.hookcast.storage.SqlSubscriptionStore;

/** Instead of the store's own stores, for the bench alone: events and deliveries aren't kept. */
final class ForgetfulModule extends AbstractModule {
  @Provides
  @Singleton
  Stores stores(Database database, Seal seal, JsonFormat json, Dialects dialects) {
    return new Stores(
        new ForgetfulEvents(),
        new SqlSubscriptionStore(database, seal, json, dialects),
        new ForgetfulDeliveries(),
        new SqlOrganizationStore(database, json),
        new SqlAuditStore(database, json));
  }
}
