package dev.hookcast.app.cli;

import dev.hookcast.core.json.JsonObject;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a secret is replaced. The new one is never an argument: other users could see it. */
final class RotationOptions {
  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      description = "How long the former one goes on: PT0S to P7D (default: PT24H).")
  Optional<String> overlap = Optional.empty();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Take the secret in it, - for standard input, instead of making one.")
  Optional<String> file = Optional.empty();

  JsonObject document(Documents documents) {
    return JsonObject.writing()
        .putText("secret", file.map(documents::secret))
        .putText("overlap", overlap)
        .done();
  }

  /** The answer as a person sees it: a secret out of a file stays off the screen. */
  JsonObject shown(JsonObject subscription) {
    var options = subscription.object("options");
    return file.isPresent()
        ? subscription.with("options", options.without("secret"))
        : subscription;
  }
}
