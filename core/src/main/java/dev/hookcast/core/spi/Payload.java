package dev.hookcast.core.spi;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.delivery.Header;
import java.util.List;

/** What a sink puts into its request, secrets already masked. */
public record Payload(List<Header> headers, Bytes body) {
  public Payload {
    headers = List.copyOf(headers);
  }
}
