package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.metrics.Metrics;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.Service;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.http.server.RestServer;
import dev.hookcast.storage.Database;
import java.util.concurrent.ThreadFactory;

/** The service as a whole. */
final class ServiceModule extends AbstractModule {
  @Provides
  @Singleton
  Service service(
      Hookcast core,
      RestServer rest,
      Database database,
      Metrics metrics,
      DataFolder folder,
      Config config,
      ThreadFactory threads) {
    var parts = new Service.Parts(core, rest, database, metrics);
    return new Service(parts, folder, config.server(), threads);
  }
}
