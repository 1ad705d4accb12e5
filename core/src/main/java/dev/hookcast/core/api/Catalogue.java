package dev.hookcast.core.api;

import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.EventCatalogue;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.Sink;
import dev.hookcast.core.spi.SinkSpec;
import dev.hookcast.core.spi.Sinks;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What there is to choose from: dialects, event types, sinks. Safe for any number of threads. */
public final class Catalogue {
  private final Dialects dialects;
  private final Sinks sinks;

  public Catalogue(Dialects dialects, Sinks sinks) {
    this.dialects = dialects;
    this.sinks = sinks;
  }

  /** Every dialect, the default first. */
  public List<Dialect> dialects() {
    return dialects.list();
  }

  /** The dialect of this name. */
  public Optional<Dialect> dialect(String name) {
    return dialects.named(name);
  }

  /** The event types that are known by name; others pass through all the same. */
  public List<EventType> eventTypes() {
    return EventCatalogue.all();
  }

  /** The sink of this kind, if it is switched on. */
  public Optional<Sink> sink(String kind) {
    return sinks.ofKind(kind);
  }

  /** What every sink that is switched on wants to know, in alphabetical order. */
  public List<SinkSpec> sinks() {
    return sinks.byKind().values().stream()
        .map(Sink::spec)
        .sorted(Comparator.comparing(SinkSpec::kind))
        .toList();
  }
}
