package dev.hookcast.core.api;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.LogEntry;

/** An entry of a subscription's log, with its event understood. */
public record LoggedEvent(LogEntry entry, Event event) {}
