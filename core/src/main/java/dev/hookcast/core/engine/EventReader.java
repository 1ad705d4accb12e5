package dev.hookcast.core.engine;

import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.dialect.Dialects;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.json.JsonObject;
import dev.hookcast.core.spi.JsonFormat;
import dev.hookcast.core.spi.RecordedEvent;

/** Understands documents: those that come in, and those that the store gives back. */
public final class EventReader {
  private final Dialects dialects;
  private final JsonFormat json;

  public EventReader(Dialects dialects, JsonFormat json) {
    this.dialects = dialects;
    this.json = json;
  }

  /**
   * Reads a document of a dialect, or a filled one in Hookcast's own form.
   *
   * @throws InvalidInput with every problem
   */
  public Event read(String dialect, JsonObject document, Arrival arrival) {
    if (dialect.equals(Source.NATIVE)) {
      return EventJson.read(document);
    }
    return dialects.named(dialect).orElseThrow(() -> unknownDialect()).parse(document, arrival);
  }

  /**
   * Reads what was accepted before; it gives the same event each time, and what remains of it once
   * its payload has expired.
   */
  public Event read(RecordedEvent recorded) {
    return recorded.remains().orElseGet(() -> whole(recorded));
  }

  private Event whole(RecordedEvent recorded) {
    if (!(json.read(recorded.document()) instanceof JsonObject document)) {
      throw new IllegalStateException("event " + recorded.id() + " is kept as something else");
    }
    return read(recorded.dialect(), document, new Arrival(recorded.id(), recorded.receivedAt()));
  }

  private InvalidInput unknownDialect() {
    return InvalidInput.of(
        "/dialect", "dialect_unknown", "The dialects are " + dialects.names() + ".");
  }
}
