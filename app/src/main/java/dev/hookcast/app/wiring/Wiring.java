package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.util.Modules;
import dev.hookcast.app.bench.Cellar;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Storage;
import dev.hookcast.app.service.DataFolder;
import dev.hookcast.app.service.DeliveryLog;
import dev.hookcast.app.service.Refusal;
import dev.hookcast.app.service.Service;
import dev.hookcast.core.api.Hookcast.Stores;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.StoreFailure;
import dev.hookcast.http.sink.EgressPolicy;
import dev.hookcast.http.sink.Lookups;
import dev.hookcast.http.sink.PlainPosts;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Move;
import dev.hookcast.storage.Postgres;
import dev.hookcast.storage.Scratch;
import dev.hookcast.storage.Seal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
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

  /** The same, with a store that acknowledges and forgets: for the bench's own process only. */
  public Service forgetfulService(Config config) {
    var modules = modules(config, DeliveryLog.full());
    return service(List.of(Modules.override(modules).with(new ForgetfulModule())));
  }

  /**
   * The stores alone, with nobody at work on them.
   *
   * @throws Refusal if they can't be opened
   */
  public Cellar cellar(Config config) {
    var injector = injector(modules(config, DeliveryLog.quiet()));
    var database = made(injector, Database.class);
    var stores = made(injector, Stores.class);
    return new Cellar(
        stores.events(), stores.deliveries(), made(injector, Ids.class), clock(), database::close);
  }

  /**
   * A move of a store to PostgreSQL, which hasn't begun.
   *
   * @param data the folder with the store's master key
   * @throws Refusal if there is none
   */
  public Move move(Path data, Path from, Postgres to) {
    var chance = new SecureRandom();
    var known = new DataFolder(data, chance).knownMasterKeys();
    var seal =
        known
            .map(keys -> new Seal(() -> keys, chance))
            .orElseThrow(
                () ->
                    new Refusal(
                        "There is no master.key in " + data + ": it opens the store's secrets."));
    return new Move(from, to, seal, clock());
  }

  /**
   * Adds a master key to those in this data folder; returns its version.
   *
   * @throws Refusal if there is none to follow
   */
  public int addMasterKey(Path data) {
    return new DataFolder(data, new SecureRandom()).addMasterKey();
  }

  /** A schema of its own in this database, until it is closed. */
  public Scratch scratch(Postgres in) {
    return Scratch.in(in, new SecureRandom());
  }

  /** The time, for what isn't the service. */
  public InstantSource clock() {
    return InstantSource.system();
  }

  /** A virtual thread for each task, for what isn't the service. */
  public Executor executor() {
    return Thread::startVirtualThread;
  }

  /** Platform threads, for what isn't the service. */
  public ThreadFactory threads() {
    return Thread.ofPlatform().name("hookcast-", 1).daemon().factory();
  }

  /** The webhook sink's client alone, against receivers on this machine. */
  public PlainPosts plainPosts() {
    return new PlainPosts(EgressPolicy.allowing("127.0.0.0/8"), new Lookups(executor(), clock()));
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
        database(config),
        new StoresModule(),
        new CoreModule(listener),
        new HttpModule(version),
        new SlackModule(version),
        new ServiceModule());
  }

  private Service service(Config config, DeliveryListener listener) {
    return service(modules(config, listener));
  }

  private static Service service(List<Module> modules) {
    var injector = injector(modules);
    // First, because it may refuse: a store that was opened already would stay open.
    made(injector, Sinks.class);
    return made(injector, Service.class);
  }

  private static Injector injector(List<Module> modules) {
    try {
      return Guice.createInjector(Stage.DEVELOPMENT, modules);
    } catch (CreationException e) {
      throw refusal(e);
    }
  }

  private static <T> T made(Injector injector, Class<T> type) {
    try {
      return injector.getInstance(type);
    } catch (ProvisionException e) {
      throw refusal(e);
    }
  }

  private Module database(Config config) {
    return switch (config.storage()) {
      case Storage.Sqlite sqlite -> new SqliteModule(sqlite, onFatal);
      case Storage.Postgresql postgresql -> new PostgresModule(postgresql.server());
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
