package dev.hookcast.core.delivery;

import dev.hookcast.core.Bytes;
import java.util.List;

/**
 * What came back.
 *
 * @param body as received, never decompressed, cut where the sink stopped reading
 * @param truncated true if there was more than {@code body}
 */
public record Response(int status, List<Header> headers, Bytes body, boolean truncated) {
  public Response {
    headers = List.copyOf(headers);
  }
}
