package dev.hookcast.app.cli;

import dev.hookcast.app.terminal.Terminal;
import dev.hookcast.core.spi.JsonFormat;
import java.time.InstantSource;
import java.util.Map;

/**
 * What every command works with.
 *
 * @param environment the process's environment
 */
public record Surroundings(
    Terminal terminal, Map<String, String> environment, JsonFormat json, InstantSource clock) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}
