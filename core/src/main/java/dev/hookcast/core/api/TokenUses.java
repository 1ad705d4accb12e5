package dev.hookcast.core.api;

import dev.hookcast.core.access.AccessToken;
import dev.hookcast.core.spi.OrganizationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When each token was used last, in memory: a call with a token writes nothing. What is new is
 * written down about once a minute. Safe for any number of threads.
 */
final class TokenUses {
  static final Duration PAUSE = Duration.ofMinutes(1);

  private final OrganizationStore store;
  private final InstantSource clock;
  private final Map<Long, Instant> unwritten = new ConcurrentHashMap<>();
  private volatile Instant written = Instant.MIN;

  TokenUses(OrganizationStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void note(AccessToken token, Instant at) {
    unwritten.put(token.number(), at);
  }

  /** The token as it is with what isn't written down yet. */
  AccessToken upToDate(AccessToken token) {
    return Optional.ofNullable(unwritten.get(token.number())).map(token::usedAt).orElse(token);
  }

  /** Writes what is new, unless it has just done so. */
  void write() {
    var now = clock.instant();
    boolean resting = now.isBefore(written.plus(PAUSE)) && !now.isBefore(written);
    if (!resting) {
      written = now;
      writeAll();
    }
  }

  /** Writes what is new. */
  void writeAll() {
    var uses = Map.copyOf(unwritten);
    if (!uses.isEmpty()) {
      store.used(uses);
      // What was used meanwhile stays for the next time.
      uses.forEach(unwritten::remove);
    }
  }
}
