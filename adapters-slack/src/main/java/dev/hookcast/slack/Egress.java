package dev.hookcast.slack;

import java.io.IOException;
import java.util.function.Predicate;

/**
 * What the sink has to know of where requests may go. The guard itself sits in the HTTP client that
 * the sink is given.
 *
 * @param opens true for a URL that the operator opened beside Slack's own; decides without I/O
 * @param blocked true for a failure by which the guard refused a connection
 */
public record Egress(Predicate<String> opens, Predicate<IOException> blocked) {
  /** Slack's own URLs and no others. */
  public static final Egress SLACK_ONLY = new Egress(url -> false, failure -> false);
}
