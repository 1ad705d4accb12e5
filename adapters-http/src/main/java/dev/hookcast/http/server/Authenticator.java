package dev.hookcast.http.server;

import java.util.Optional;

/** Knows the tokens. Safe for any number of threads. */
@FunctionalInterface
public interface Authenticator {
  /**
   * Whose token this is, if it is a valid one from there. Takes as long for a wrong token as for a
   * right one.
   *
   * @param address the other end of the connection, as the socket has it
   */
  Optional<Caller> authenticate(String token, String address);

  /** The same, and whoever the other one knows besides. */
  default Authenticator or(Authenticator other) {
    return (token, address) ->
        authenticate(token, address).or(() -> other.authenticate(token, address));
  }
}
