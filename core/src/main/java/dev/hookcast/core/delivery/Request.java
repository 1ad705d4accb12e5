package dev.hookcast.core.delivery;

import dev.hookcast.core.Bytes;
import java.util.List;

/** What was sent, secrets already masked. */
public record Request(String method, String url, List<Header> headers, Bytes body) {
  public Request {
    headers = List.copyOf(headers);
  }
}
