package dev.hookcast.core.engine;

import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventType;
import dev.hookcast.core.spi.RecordedEvent;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event in memory; one that came out of the store is read when it is first needed, once. */
final class HeldEvent {
  private final RecordedEvent recorded;
  private final Function<RecordedEvent, Event> reader;
  private volatile @Nullable Event event;

  HeldEvent(RecordedEvent recorded, Function<RecordedEvent, Event> reader) {
    this.recorded = recorded;
    this.reader = reader;
  }

  RecordedEvent recorded() {
    return recorded;
  }

  /** The event's type; empty if it can't be read any more. */
  Optional<EventType> type() {
    try {
      return Optional.of(event().type());
    } catch (RuntimeException e) {
      // Told by the attempt already, which failed because of it.
      return Optional.empty();
    }
  }

  Event event() {
    var known = event;
    if (known == null) {
      // Two threads may both read it: the same document gives the same event.
      known = reader.apply(recorded);
      event = known;
    }
    return known;
  }
}
