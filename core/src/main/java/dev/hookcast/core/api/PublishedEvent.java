package dev.hookcast.core.api;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.spi.RecordedEvent;

/** An event that was accepted: as it is understood, and as it is kept. */
public record PublishedEvent(Event event, RecordedEvent recorded) {}
