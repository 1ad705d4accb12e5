package dev.hookcast.core.api;

import dev.hookcast.core.delivery.Header;
import dev.hookcast.core.json.Json;
import java.util.List;

/** What a receiver would get of an event. */
public sealed interface Preview {
  /** This. The identities in it, such as the delivery's, were made up for the preview. */
  record Shown(List<Header> headers, Json body) implements Preview {
    public Shown {
      headers = List.copyOf(headers);
    }
  }

  /** Nothing, and why, as a sentence. */
  record Nothing(String reason) implements Preview {}
}
