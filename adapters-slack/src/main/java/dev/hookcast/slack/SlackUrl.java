package dev.hookcast.slack;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * The URL of an incoming webhook. Whoever knows it can post, so it is a secret: shown without its
 * token, or without all of its path if it isn't one of Slack's own.
 */
record SlackUrl(String text) {
  private static final Pattern SLACKS_OWN =
      Pattern.compile(
          "((?i:https://hooks\\.slack\\.com)(?::443)?/services/[\\w-]+/[\\w-]+/)([\\w-]+)");
  private static final Pattern ORIGIN =
      Pattern.compile("([A-Za-z]+://[^/?#@]+)((?:/([^/?#]*))*(?:[?](.*))?)");
  private static final int SHORTEST_SEARCHED = 8; // a shorter one is found in innocent text
  private static final String MASK = "***";

  /** True if it is of the form that Slack gives out. */
  boolean slacksOwn() {
    return SLACKS_OWN.matcher(text).matches();
  }

  /** The host, in lower case, and the port: they are no secret. */
  Optional<String> destination() {
    return Optional.ofNullable(HttpUrl.parse(text)).map(url -> at(url.host(), url.port()));
  }

  private static String at(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** The URL as it may be shown. */
  String masked() {
    var own = SLACKS_OWN.matcher(text);
    if (own.matches()) {
      return own.group(1) + MASK;
    }
    var other = ORIGIN.matcher(text);
    return other.matches() ? other.group(1) + "/" + MASK : MASK;
  }

  /** The text without this URL and its secret parts, as in an answer that echoes its request. */
  String removedFrom(String said) {
    return secretParts().reduce(said, (rest, secret) -> rest.replace(secret, MASK));
  }

  private Stream<String> secretParts() {
    var own = SLACKS_OWN.matcher(text);
    var other = ORIGIN.matcher(text);
    var parts =
        own.matches()
            ? Stream.of(own.group(2))
            : other.matches()
                ? Stream.of(other.group(2), other.group(3), other.group(4))
                : Stream.<String>of();
    return Stream.concat(Stream.of(text), parts)
        .filter(part -> part != null && part.length() >= SHORTEST_SEARCHED);
  }

  /** Never the URL itself, so that no log holds it by accident. */
  @Override
  public String toString() {
    return masked();
  }
}
