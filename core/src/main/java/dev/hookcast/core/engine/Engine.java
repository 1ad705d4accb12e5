package dev.hookcast.core.engine;

import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import java.time.InstantSource;

/** What the engine works with. */
public record Engine(
    DeliveryStore store,
    Directory directory,
    EventReader reader,
    Attempts attempts,
    DeliveryListener listener,
    InstantSource clock) {}
