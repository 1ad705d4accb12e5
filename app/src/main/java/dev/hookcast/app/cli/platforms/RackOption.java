package dev.hookcast.app.cli.platforms;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which rack a Convox command is about. */
final class RackOption {
  @Option(
      names = "--rack",
      paramLabel = "RACK",
      description = "The rack that it is about (default: all of them).")
  Optional<String> rack = Optional.empty();
}
