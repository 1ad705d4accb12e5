package dev.hookcast.app.cli.platforms;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which project a Platform.sh command is about, and whether it may ask. */
final class ProjectOptions {
  @Option(
      names = {"-p", "--project"},
      paramLabel = "ID",
      description = "The project that it is about (default: all of them).")
  Optional<String> project = Optional.empty();

  @Option(
      names = {"-y", "--yes"},
      description = "Ask nothing: yes, and the defaults.")
  boolean yes;
}
