package dev.hookcast.app.cli.platforms;

import dev.hookcast.app.cli.ServerOptions;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which app a Divshot command is about, and which service it calls. */
final class DivshotOptions {
  @Option(
      names = "--app",
      paramLabel = "APP",
      description = "The app that it is about (default: all of them).")
  Optional<String> app = Optional.empty();

  @Mixin final ServerOptions server = new ServerOptions();
}
