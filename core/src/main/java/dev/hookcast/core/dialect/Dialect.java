package dev.hookcast.core.dialect;

import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.InvalidInput;
import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.event.Arrival;
import dev.hookcast.core.event.Event;
import dev.hookcast.core.event.Naming;
import dev.hookcast.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One platform's language. Pure functions of their arguments: no clock, no chance of their own, no
 * I/O; safe for any number of threads.
 */
public interface Dialect {
  /** The word that names the dialect in REST, SQL and on the command line. */
  String name();

  /** The events that the platform documents, in its own order. */
  List<String> words();

  /** Further words that a filter may use for the same events, such as names of former times. */
  List<String> aliases();

  /** True if the platform has no other events than {@link #words()}. */
  boolean closed();

  /**
   * Reads a payload of the platform. Unknown types and members are carried, not refused, unless the
   * vocabulary is {@link #closed()}.
   *
   * @throws InvalidInput naming each member that is missing or can't be understood
   */
  Event parse(JsonObject document, Arrival arrival);

  /** What the platform calls the event, or why it can't be said in this dialect. */
  Naming name(Event event);

  /**
   * Writes an event that has a name as the platform's payload. An event that came in through this
   * dialect leaves as the same document; a member that isn't known is left out.
   */
  JsonObject render(Event event, Recipient recipient);

  /** The value of the {@code Content-Type} header, exactly as the platform sends it. */
  String contentType();

  /**
   * The headers that prove where a request comes from.
   *
   * @param secrets the current secret first, then one that is being replaced; may be empty
   * @param id the delivery's id, as sent in {@code webhook-id}
   * @param at the time of this attempt
   * @param body the very bytes that are sent
   */
  List<Header> sign(List<Secret> secrets, DeliveryId id, Instant at, byte[] body);

  /** True if requests carry the secret itself: whoever gets one knows it. */
  default boolean revealsSecret() {
    return false;
  }

  /** Why a secret can't be used, as a sentence that doesn't show it; empty if it can. */
  Optional<String> objection(Secret secret);

  /** A secret for a subscription that was created without one, if this dialect always signs. */
  Optional<Secret> freshSecret(RandomGenerator chance);

  /**
   * A secret to replace the current one, of the same kind where there are several; empty if this
   * dialect proves nothing.
   */
  Optional<Secret> nextSecret(Optional<Secret> current, RandomGenerator chance);

  /** True if {@link #sign} proves each of two secrets at once; otherwise only the first. */
  boolean signsWithBoth();

  /** The shape of the payload of one of {@link #words()}. */
  PayloadSchema schema(String word);

  /** The states that a filter wants unless it says otherwise; empty if all. */
  List<String> usualStates();

  /** What counts as success, and how often is tried. */
  Terms terms();
}
