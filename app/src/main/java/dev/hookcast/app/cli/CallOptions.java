package dev.hookcast.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** On whose behalf a command calls the service, and how it shows the answer. */
public final class CallOptions {
  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What to authenticate with (else HOOKCAST_TOKEN, else the data folder's).")
  Optional<String> token = Optional.empty();

  @Option(
      names = "--org",
      paramLabel = "ORG",
      description = "The organization (else HOOKCAST_ORG, else default).")
  Optional<String> organization = Optional.empty();

  @Option(names = "--json", description = "Print the API's JSON as it is.")
  boolean json;
}
