package dev.hookcast.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.hookcast.app.config.Config;
import dev.hookcast.app.metrics.Metrics;
import dev.hookcast.app.service.SwitchedOn;
import dev.hookcast.core.api.Hookcast;
import dev.hookcast.core.api.Hookcast.Ports;
import dev.hookcast.core.api.Hookcast.Stores;
import dev.hookcast.core.api.Quotas;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.engine.Retention;
import dev.hookcast.core.engine.SteadyClock;
import dev.hookcast.core.engine.Window;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.Ids;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.Listeners;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkFactory;
import dev.hookcast.core.spi.Sinks;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/** The core over whatever ports the other modules bind; sinks come from a set binder. */
final class CoreModule extends AbstractModule {
  private final DeliveryListener log;

  CoreModule(DeliveryListener log) {
    this.log = log;
  }

  @Override
  protected void configure() {
    Multibinder.newSetBinder(binder(), Sink.class);
  }

  @Provides
  @Singleton
  Metrics metrics() {
    return new Metrics();
  }

  @Provides
  @Singleton
  DeliveryListener listener(Metrics metrics) {
    return new Listeners(List.of(log, metrics));
  }

  @Provides
  @Singleton
  Dialects dialects() {
    return Dialects.all();
  }

  @Provides
  @Singleton
  Sinks sinks(Set<Sink> builtIn, Config config, JsonFormat json, InstantSource clock) {
    return SwitchedOn.among(builtIn, config.sinks(), new SinkFactory.Tools(json, clock));
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
      SteadyClock steady,
      RandomGenerator chance) {
    return new Ports(stores, sinks, dialects, json, ids, listener, clock, steady, chance);
  }

  @Provides
  @Singleton
  Hookcast hookcast(Ports ports, Config config, ExecutorService executor) {
    var delivery = config.delivery();
    var kept = config.retention();
    var quotas = config.limits().quotas();
    return new Hookcast(
        ports,
        new Window(
            delivery.maxInFlight(),
            delivery.maxInFlightBytes(),
            delivery.maxPerHost().orElse(Window.UNCAPPED)),
        executor,
        new Retention(
            kept.events().duration(),
            kept.payloads().duration(),
            kept.audit().duration(),
            kept.trustClock()),
        new Quotas(quotas.subscriptions(), quotas.tokens()));
  }
}
