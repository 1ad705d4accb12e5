package dev.hookcast.core.spi;

import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.subscription.Limits;
import java.util.List;
import java.util.Optional;

/**
 * What a sink is called and what it wants to know.
 *
 * @param kind the name by which subscriptions choose it
 * @param speaksDialect true if it sends what the subscription's dialect renders
 * @param usual what its subscriptions get that don't say otherwise
 */
public record SinkSpec(String kind, boolean speaksDialect, List<OptionSpec> options, Usual usual) {
  public SinkSpec {
    options = List.copyOf(options);
  }

  /** A sink that leaves everything to the dialect. */
  public SinkSpec(String kind, boolean speaksDialect, List<OptionSpec> options) {
    this(kind, speaksDialect, options, Usual.DIALECTS);
  }

  /**
   * The terms of a sink's receivers.
   *
   * @param retry how a failed delivery is tried again; empty for the dialect's way
   */
  public record Usual(Optional<RetryPolicy> retry, Limits limits) {
    /** The dialect's terms, at any rate. */
    public static final Usual DIALECTS = new Usual(Optional.empty(), Limits.DEFAULT);
  }
}
