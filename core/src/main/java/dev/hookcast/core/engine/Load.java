package dev.hookcast.core.engine;

import dev.hookcast.core.spi.Claim;

/** A claimed delivery in memory, on its way; the loads of one event share it. */
record Load(Claim claim, HeldEvent event) {
  int size() {
    return event.recorded().document().size();
  }
}
