package dev.hookcast.faults;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.config.Storage;
import dev.hookcast.core.api.Hookcast.Ports;
import dev.hookcast.core.api.Hookcast.Stores;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.Sinks;
import dev.hookcast.core.spi.SubscriptionStore;
import dev.hookcast.storage.Database;
import dev.hookcast.storage.Seal;
import dev.hookcast.storage.WeakDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What is wrong with a {@link FaultyService}, as system properties say it. */
final class Faults extends AbstractModule {
  /** A point and how often it is passed: {@code AFTER_ACCEPT:3}. */
  static final String HALT = "fault.halt";

  /** {@code early}: publishers are answered before anything is committed. */
  static final String ANSWER = "fault.answer";

  /** SQLite's {@code synchronous}, if it isn't to be {@code FULL}. */
  static final String SYNCHRONOUS = "fault.synchronous";

  /** How far the clock is off, as an ISO duration. */
  static final String CLOCK = "fault.clock";

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name));
  }

  @Provides
  @Singleton
  InstantSource clock() {
    var offset = property(CLOCK).map(Duration::parse).orElse(Duration.ZERO);
    return () -> InstantSource.system().instant().plus(offset);
  }

  @Provides
  @Singleton
  Database database(Config config, Seal seal, ThreadFactory threads, InstantSource clock) {
    return WeakDatabase.open(
        file(config.storage()),
        property(SYNCHRONOUS).orElse("FULL"),
        seal,
        threads,
        clock,
        failure -> Runtime.getRuntime().halt(1));
  }

  @Provides
  @Singleton
  Ports ports(
      Stores stores,
      Sinks sinks,
      Dialects dialects,
      JsonFormat json,
      Ids ids,
      DeliveryListener listener,
      InstantSource clock,
      RandomGenerator chance) {
    var plain = new Ports(early(stores), sinks, dialects, json, ids, listener, clock, chance);
    return property(HALT).map(text -> halting(plain, halt(text))).orElse(plain);
  }

  private static Path file(Storage storage) {
    return switch (storage) {
      case Storage.Sqlite sqlite -> sqlite.file();
      case Storage.Postgresql postgresql ->
          throw new IllegalArgumentException(
              "these faults are done to files, not to " + postgresql);
    };
  }

  private static Halt halt(String text) {
    var parts = text.split(":", -1);
    return new Halt(Halt.Point.valueOf(parts[0]), Integer.parseInt(parts[1]));
  }

  private static Ports halting(Ports ports, Halt halt) {
    var stores = ports.stores();
    return new Ports(
        new Stores(
            halt.around(EventStore.class, stores.events()),
            halt.around(SubscriptionStore.class, stores.subscriptions()),
            halt.around(DeliveryStore.class, stores.deliveries()),
            stores.organizations(),
            stores.audit(),
            stores.shared()),
        new Sinks(
            ports.sinks().byKind().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        sink -> sink.getKey(), sink -> halt.around(Sink.class, sink.getValue())))),
        ports.dialects(),
        ports.json(),
        ports.ids(),
        halt.around(DeliveryListener.class, ports.listener()),
        ports.clock(),
        ports.steady(),
        ports.chance());
  }

  private static Stores early(Stores stores) {
    return property(ANSWER).isEmpty()
        ? stores
        : new Stores(
            new EarlyAnswers(stores.events()),
            stores.subscriptions(),
            stores.deliveries(),
            stores.organizations(),
            stores.audit());
  }
}
