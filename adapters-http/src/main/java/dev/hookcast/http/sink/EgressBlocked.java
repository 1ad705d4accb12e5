package dev.hookcast.http.sink;

import java.net.UnknownHostException;

/** A connection that the policy doesn't permit. Says nothing about the address behind it. */
final class EgressBlocked extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  EgressBlocked() {
    super("egress blocked");
  }
}
