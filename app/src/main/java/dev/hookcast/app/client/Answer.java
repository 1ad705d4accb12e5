package dev.hookcast.app.client;

import dev.hookcast.core.Bytes;

/** What the API answered; no bytes for 204. */
public record Answer(int status, Bytes body) {
  /** True if what was asked for is done. */
  public boolean done() {
    return status / 100 == 2;
  }
}
