package dev.hookcast.app.receivers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A receiver of one platform's webhooks, as somebody writes it who has read that platform's page
 * and knows nothing of Hookcast.
 */
interface Receiver {
  /** The dialect that it was written for. */
  String dialect();

  /** What its webhook is created with besides the URL, as JSON. */
  String options();

  /**
   * True if the request comes from whom it says.
   *
   * @param headers by their names in lower case
   */
  boolean genuine(Map<String, String> headers, byte[] body);

  /** What happened, in a few words; throws if the payload isn't as the page says. */
  String read(JsonNode payload);
}
