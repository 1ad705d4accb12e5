package dev.hookcast.core.api;

import dev.hookcast.core.InvalidInput;
import java.util.Optional;

/**
 * How many things an organization may have at once; empty for as many as it likes. On several nodes
 * as many more may come about as there are nodes that make one at the same moment.
 */
public record Quotas(Optional<Integer> subscriptions, Optional<Integer> tokens) {
  /** As many as it likes. */
  public static final Quotas NONE = new Quotas(Optional.empty(), Optional.empty());

  /**
   * Lets one more come about.
   *
   * @throws InvalidInput with {@code quota_exceeded} if there are as many as there may be
   */
  static void check(Optional<Integer> most, long present, String what) {
    if (most.filter(limit -> present >= limit).isPresent()) {
      throw InvalidInput.of(
          "", "quota_exceeded", "The organization has as many " + what + " as it may have.");
    }
  }
}
