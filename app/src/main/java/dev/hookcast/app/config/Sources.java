package dev.hookcast.app.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings come from, the weakest first.
 *
 * @param file the YAML file, if there is one
 * @param environment all of the process's environment
 * @param flags texts by the key's name
 */
public record Sources(
    Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
  public Sources {
    environment = Map.copyOf(environment);
    flags = Map.copyOf(flags);
  }
}
