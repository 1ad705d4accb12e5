package dev.hookcast.core.subscription;

import dev.hookcast.core.delivery.RetryPolicy;
import dev.hookcast.core.dialect.Dialect;
import dev.hookcast.core.filter.Filter;
import dev.hookcast.core.json.JsonObject;

/** Everything about a subscription that its owner chooses. */
public record Settings(
    String name,
    String description,
    boolean enabled,
    SinkChoice sink,
    Dialect dialect,
    Filter filter,
    RetryPolicy retry,
    Limits limits) {
  /** The same, switched on or off. */
  public Settings enabled(boolean on) {
    return new Settings(name, description, on, sink, dialect, filter, retry, limits);
  }

  /** The same, tried again in this way. */
  public Settings retrying(RetryPolicy other) {
    return new Settings(name, description, enabled, sink, dialect, filter, other, limits);
  }

  /** The same by another name. */
  public Settings named(String other) {
    return new Settings(other, description, enabled, sink, dialect, filter, retry, limits);
  }

  /** The same with other options of its sink. */
  public Settings with(JsonObject options) {
    var choice = new SinkChoice(sink.kind(), sink.speaksDialect(), options, sink.secrets());
    return new Settings(name, description, enabled, choice, dialect, filter, retry, limits);
  }

  /** The same with other secrets. */
  public Settings with(Secrets secrets) {
    var choice = new SinkChoice(sink.kind(), sink.speaksDialect(), sink.options(), secrets);
    return new Settings(name, description, enabled, choice, dialect, filter, retry, limits);
  }
}
