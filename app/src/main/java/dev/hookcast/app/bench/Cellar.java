package dev.hookcast.app.bench;

import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.EventStore;
import dev.hookcast.core.spi.Ids;
import java.time.InstantSource;

/** The stores of a service that isn't running at the moment; closed before it does again. */
public record Cellar(
    EventStore events, DeliveryStore deliveries, Ids ids, InstantSource clock, Runnable closing)
    implements AutoCloseable {
  @Override
  public void close() {
    closing.run();
  }
}
