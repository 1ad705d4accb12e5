package dev.hookcast.core.spi;

import dev.hookcast.core.InvalidInput;
import java.time.InstantSource;
import java.util.Map;

/**
 * Makes the sink of a plugin. The plugin's jar names its factory, a public class with a public
 * constructor without parameters, in {@code META-INF/services/dev.hookcast.core.spi.SinkFactory}.
 */
public interface SinkFactory {
  /**
   * The kind of the sink that it makes, by which the operator switches it on: lower-case letters,
   * digits and hyphens, a letter first; always the same. It is asked of every plugin that is found,
   * so it does nothing else.
   */
  String kind();

  /**
   * Makes the sink. Called once in a process, and only if the kind is switched on; before anything
   * is sent, so without calling a receiver. The sink's spec has the same kind.
   *
   * @param options what the operator says about this kind, by name; never about one subscription
   * @throws InvalidInput with everything that is wrong with the options; the process doesn't start
   */
  Sink create(Map<String, String> options, Tools tools);

  /** What a sink may take from the process instead of from a static. */
  record Tools(JsonFormat json, InstantSource clock) {}
}
