package dev.hookcast.core.spi;

import java.util.List;

/**
 * What a sink is called and what it wants to know.
 *
 * @param kind the name by which subscriptions choose it
 * @param speaksDialect true if it sends what the subscription's dialect renders
 */
public record SinkSpec(String kind, boolean speaksDialect, List<OptionSpec> options) {
  public SinkSpec {
    options = List.copyOf(options);
  }
}
