package dev.hookcast.core.delivery;

import java.util.Optional;

/**
 * One request as it left and what followed: an answer, a failure, or both.
 *
 * @param timing how the time was spent, as far as the sink can tell
 */
public record Exchange(
    Request request, Optional<Response> response, Optional<Failure> failure, Timing timing) {
  /** One of whose time nothing is known but the whole. */
  public Exchange(Request request, Optional<Response> response, Optional<Failure> failure) {
    this(request, response, failure, Timing.UNKNOWN);
  }
}
