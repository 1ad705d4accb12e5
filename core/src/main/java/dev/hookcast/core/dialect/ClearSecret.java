package dev.hookcast.core.dialect;

import dev.hookcast.core.Secret;
import dev.hookcast.core.delivery.Header;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A secret that is sent as it is, in headers, to a receiver that compares it with its own. */
final class ClearSecret {
  private static final int LONGEST = 4_096; // as long as any other header's value may be

  private ClearSecret() {}

  /** The current secret in these headers; none for an empty one. */
  static List<Header> headers(List<Secret> secrets, String... names) {
    return secrets.stream()
        .limit(1)
        .filter(secret -> !secret.reveal().isEmpty())
        .flatMap(secret -> Stream.of(names).map(name -> new Header(name, secret.reveal())))
        .toList();
  }

  /** Why it can't be sent, if it can't. */
  static Optional<String> objection(Secret secret) {
    var text = secret.reveal();
    boolean visible = text.chars().allMatch(c -> c > ' ' && c <= '~');
    return visible && text.length() <= LONGEST
        ? Optional.empty()
        : Optional.of("A secret is visible ASCII, at most 4,096 characters.");
  }
}
