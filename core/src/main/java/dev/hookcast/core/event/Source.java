package dev.hookcast.core.event;

import dev.hookcast.core.json.JsonObject;
import java.util.Optional;

/**
 * The document that an event came in as; it leaves through the same dialect as this very document.
 *
 * @param dialect the dialect's name, or {@link #NATIVE} for an event in Hookcast's own form
 * @param externalId the platform's own id of what happened, if it has one
 * @param idempotencyKey what makes two documents of this dialect the same event, if anything does
 */
public record Source(
    String dialect,
    JsonObject document,
    Optional<String> externalId,
    Optional<String> idempotencyKey) {
  /** Hookcast's own form. */
  public static final String NATIVE = "hookcast";

  /** The same by this key. */
  public Source keyed(Optional<String> key) {
    return new Source(dialect, document, externalId, key);
  }

  /** A document in Hookcast's own form. */
  public static Source ofNative(JsonObject document) {
    return new Source(NATIVE, document, Optional.empty(), Optional.empty());
  }
}
