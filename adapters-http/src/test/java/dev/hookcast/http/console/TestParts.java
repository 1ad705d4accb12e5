package dev.hookcast.http.console;

import dev.hookcast.http.console.administration.Installation;
import dev.hookcast.http.server.Authenticator;
import dev.hookcast.http.server.Sessions;
import dev.hookcast.http.sink.Bins;
import java.time.InstantSource;
import java.util.List;

/** What the console's tests don't care for. */
public final class TestParts {
  private TestParts() {}

  /** The console's parts, for those who know these tokens. */
  public static Console.Parts of(Authenticator tokens, Sessions sessions, InstantSource clock) {
    return new Console.Parts(
        tokens, sessions, clock, new Installation("7.7.7", "memory", List.of()), new Bins());
  }
}
