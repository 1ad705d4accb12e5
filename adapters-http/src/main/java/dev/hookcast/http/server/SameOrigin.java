package dev.hookcast.http.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites from having a browser change something in the name of whoever is signed in:
 * what changes anything has to come from a page of this very server, and has to say so.
 */
final class SameOrigin {
  private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);

  private SameOrigin() {}

  /** Ends a call that changes something and comes from elsewhere, or doesn't say where from. */
  static void require(Context context) {
    if (!SAFE.contains(context.method()) && !here(context)) {
      throw Refusal.of(
          ProblemType.CROSS_SITE, "This can only be asked for by a page of the console itself.");
    }
  }

  private static boolean here(Context context) {
    var site = Optional.ofNullable(context.header("Sec-Fetch-Site"));
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    // Browsers too old to say so tell at least where a form stood.
    var host = Optional.ofNullable(context.header("Host"));
    return Optional.ofNullable(context.header("Origin"))
        .flatMap(SameOrigin::authority)
        .filter(origin -> host.filter(origin::equalsIgnoreCase).isPresent())
        .isPresent();
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
