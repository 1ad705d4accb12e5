package dev.hookcast.app.wiring;

import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.service.DeliveryLog;
import dev.hookcast.app.service.Service;

/** The service as it is put together everywhere, but for what a test puts in the place of. */
public final class FaultyWiring {
  private FaultyWiring() {}

  /** A service with these bindings instead of its own. */
  public static Service service(Config config, Module instead) {
    var wiring = new Wiring("faulty", failure -> Runtime.getRuntime().halt(1));
    var modules = Modules.override(wiring.modules(config, DeliveryLog.full())).with(instead);
    return Guice.createInjector(Stage.DEVELOPMENT, modules).getInstance(Service.class);
  }
}
