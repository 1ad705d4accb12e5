package dev.hookcast.app.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which service a command calls. */
final class UrlOption {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where Hookcast answers (else HOOKCAST_URL, else the local service's address, else"
              + " http://127.0.0.1:8080).")
  Optional<String> url = Optional.empty();
}
