package dev.hookcast.app.cli;

import dev.hookcast.app.client.Query;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From when to when. */
final class TimeOptions {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Not before this time, such as 2026-01-31T12:00:00Z.")
  Optional<String> since = Optional.empty();

  @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
  Optional<String> until = Optional.empty();

  Query in(Query query) {
    return query.with("since", since).with("until", until);
  }
}
