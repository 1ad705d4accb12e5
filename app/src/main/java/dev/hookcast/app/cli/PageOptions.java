package dev.hookcast.app.cli;

import dev.hookcast.app.client.Query;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much of a list is wanted. */
final class PageOptions {
  private static final int MOST = 200; // the API's largest page

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many in one page, 1 to 200 (default: 50).")
  Optional<Integer> limit = Optional.empty();

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Where to go on, as the page before said.")
  Optional<String> cursor = Optional.empty();

  @Option(names = "--all", description = "All pages; with --json each page is a line of its own.")
  boolean all;

  /** The query with the size of the page. */
  Query in(Query query) {
    var size = limit.or(() -> all ? Optional.of(MOST) : Optional.empty());
    return query.with("limit", size.map(String::valueOf));
  }
}
