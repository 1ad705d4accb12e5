package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.service.DeliveryLog;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.service.Service;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.http.sink.EgressPolicy;
import dev.hookcast.http.sink.PlainPosts;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what the program is made of, before anything is made. */
public final class Wiring {
  static {
    // Otherwise Guice asks for a part of the JVM that newer ones warn of.
    System.setProperty("guice_custom_class_loading", "CHILD");
  }

  private static final Logger LOG = LoggerFactory.getLogger("hookcast");

  private final String version;
  private final Consumer<StoreFailure> onFatal;

  /**
   * Knows what every service needs.
   *
   * @param version of this program, as receivers are told it
   * @param onFatal is told when the store has stopped for good
   */
  public Wiring(String version, Consumer<StoreFailure> onFatal) {
    this.version = version;
    this.onFatal =
        failure -> {
          LOG.error("the store has stopped for good: {}", failure.getMessage(), failure);
          onFatal.accept(failure);
        };
  }

  /**
   * A service that isn't started yet; its store is open.
   *
   * @throws Refusal if it can't be made as things stand
   */
  public Service service(Config config) {
    return service(config, DeliveryLog.full());
  }

  /** The same, for a program that tells of deliveries itself. */
  public Service quietService(Config config) {
    return service(config, DeliveryLog.quiet());
  }

  /** The time, for what isn't the service. */
  public InstantSource clock() {
    return InstantSource.system();
  }

  /** A virtual thread for each task, for what isn't the service. */
  public Executor executor() {
    return Thread::startVirtualThread;
  }

  /** The webhook sink's client alone, against receivers on this machine. */
  public PlainPosts plainPosts() {
    return new PlainPosts(EgressPolicy.allowing("127.0.0.0/8"), executor());
  }

  /** Has this run when the process ends, however it is asked to. */
  public void atExit(Runnable task) {
    Runtime.getRuntime().addShutdownHook(new Thread(task, "hookcast-exit"));
  }

  /** The modules for this configuration: the only choice that is made. */
  List<Module> modules(Config config, DeliveryListener listener) {
    return List.of(
        new ConfigModule(config),
        new SystemModule(),
        store(config),
        new CoreModule(listener),
        new HttpModule(version),
        new SlackModule(version),
        new ServiceModule());
  }

  private Service service(Config config, DeliveryListener listener) {
    try {
      var injector = Guice.createInjector(Stage.DEVELOPMENT, modules(config, listener));
      // First, because it may refuse: a store that was opened already would stay open.
      injector.getInstance(Sinks.class);
      return injector.getInstance(Service.class);
    } catch (ProvisionException | CreationException e) {
      throw refusal(e);
    }
  }

  private Module store(Config config) {
    return switch (config.storage()) {
      case Storage.Sqlite sqlite -> new SqliteModule(sqlite, onFatal);
    };
  }

  private static RuntimeException refusal(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refusal refusal) {
        return refusal;
      }
    }
    return e;
  }

  private static final class ConfigModule extends AbstractModule {
    private final Config config;

    ConfigModule(Config config) {
      this.config = config;
    }

    @Override
    protected void configure() {
      bind(Config.class).toInstance(config);
      binder().requireExplicitBindings();
      binder().requireExactBindingAnnotations();
    }
  }
}
