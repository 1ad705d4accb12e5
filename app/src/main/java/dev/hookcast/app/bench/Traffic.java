package dev.hookcast.app.bench;

import dev.hookcast.app.bench.Plan.EventSize;
import dev.hookcast.app.bench.Plan.Shape;
import java.net.URI;

/**
 * Events for the subscriptions of one organization.
 *
 * @param head the first lines of a request that publishes
 */
record Traffic(URI service, String head, Shape shape, EventSize event) {
  /** The deliveries that one request brings about. */
  int deliveries() {
    return event.batch() * shape.fanOut();
  }

  Publication publication() {
    return new Publication(head, event);
  }
}
