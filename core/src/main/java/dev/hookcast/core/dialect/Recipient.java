package dev.hookcast.core.dialect;

import dev.hookcast.core.OrganizationId;
import java.util.List;

/**
 * Whom a payload is written for, and what it is known by there; some platforms say so in the
 * payload.
 *
 * @param subscription the subscription's number
 * @param event the event's number
 * @param log the number under which the attempt will be found in the log
 * @param words what the subscription's filter calls the events that it wants
 */
public record Recipient(
    OrganizationId organization, long subscription, long event, long log, List<String> words) {
  public Recipient {
    words = List.copyOf(words);
  }
}
