package dev.hookcast.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a local service keeps its files. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder of a local service, to find its address and token (else the configured"
              + " data.dir).")
  Optional<Path> data = Optional.empty();
}
