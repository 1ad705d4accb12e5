package dev.hookcast.http.server;

import java.util.Optional;

/** Knows the tokens. Safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
  /**
   * Whose token this is, if it is a valid one. Takes as long for a wrong token as for a right one.
   */
  Optional<Caller> authenticate(String token);

  /** The same, and whoever the other one knows besides. */
  default Authenticator or(Authenticator other) {
    return token -> authenticate(token).or(() -> other.authenticate(token));
  }
}
