package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.delivery.Header;
import java.util.List;
import java.util.Optional;

/**
 * What would be sent of an example event.
 *
 * @param type the example's type
 * @param status how far it had come
 * @param skipped why the filter wouldn't let it through, if it wouldn't
 */
record Sample(String type, String status, Shown shown, Optional<String> skipped) {
  /** What would arrive. */
  sealed interface Shown {
    /** Nothing, and why. */
    record Nothing(String reason) implements Shown {}

    /** A request with these headers and this body. */
    record Payload(List<Header> headers, String body) implements Shown {
      public Payload {
        headers = List.copyOf(headers);
      }
    }

    /** A message in a chat, which is sent as this body. */
    record Chat(SlackMessage message, String body) implements Shown {}
  }
}
