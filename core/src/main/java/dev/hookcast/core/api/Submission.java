package dev.hookcast.core.api;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.EventJson;
import dev.hookcast.core.event.Source;
import dev.hookcast.core.json.JsonObject;
import java.util.Optional;

/**
 * A document that somebody publishes.
 *
 * @param dialect whose language it is in, or {@code hookcast} for an event in our own form
 * @param sent its bytes as they came; they leave through the same dialect unchanged. Empty if it
 *     was part of something larger
 * @param idempotencyKey a key of the publisher\'s own; a document whose dialect knows what makes it
 *     the same goes by that instead
 */
public record Submission(
    String dialect, JsonObject document, Optional<Bytes> sent, Optional<String> idempotencyKey) {
  /**
   * An event in Hookcast's own JSON form; {@code id}, {@code status}, {@code occurred_at} may lack.
   */
  public static Submission ofNative(JsonObject document) {
    return new Submission(Source.NATIVE, document, Optional.empty(), Optional.empty());
  }

  /** An event made in this JVM. */
  public static Submission of(Event event) {
    return ofNative(EventJson.write(event));
  }

  /** A platform's own payload. */
  public static Submission ofDialect(String dialect, JsonObject document, Bytes sent) {
    return new Submission(dialect, document, Optional.of(sent), Optional.empty());
  }

  /** The same, which the publisher will give this key again if it repeats it. */
  public Submission keyed(String key) {
    return new Submission(dialect, document, sent, Optional.of(key));
  }
}
