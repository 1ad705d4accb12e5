package dev.hookcast.http.console.subscriptions;

import dev.hookcast.core.api.Subscriptions;
import dev.hookcast.core.json.JsonString;
import dev.hookcast.core.subscription.Subscription;
import java.util.stream.Stream;

/**
 * Where a subscription's deliveries go, as far as it may be said.
 *
 * @param text its address, or that it is a secret
 * @param unverified true if nobody looks who answers there
 */
record Target(String text, boolean unverified) {
  private static final String URL = "url";
  private static final int SHORT = 60;

  static Target of(Subscription subscription) {
    var settings = subscription.settings();
    var options = settings.sink().options();
    var text =
        options
            .text(URL)
            .or(
                () ->
                    options.members().values().stream()
                        .flatMap(
                            value ->
                                value instanceof JsonString given
                                    ? Stream.of(given.value())
                                    : Stream.of())
                        .findFirst())
            .orElse("an address that is kept secret");
    return new Target(text, !Subscriptions.cautions(settings).isEmpty());
  }

  /** Without what makes addresses long: the scheme, the query, the end. */
  String shortened() {
    var bare = text.replaceFirst("^https?://", "").replaceFirst("[?#].*", "?…");
    return bare.codePointCount(0, bare.length()) <= SHORT
        ? bare
        : bare.substring(0, bare.offsetByCodePoints(0, SHORT - 1)) + "…";
  }
}
