package dev.hookcast.http.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many wrong tokens came from each address lately. Safe for any number of threads. Remembers so
 * many addresses at most, and forgets first whoever began first.
 */
final class WrongTokens {
  // Nobody guesses a token of 256 bits: this spares the service whoever never stops asking. A
  // program with an old token that tries every route once goes on hearing what is wrong with it.
  static final int MOST = 600;
  static final int ADDRESSES = 10_000;

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final int addresses;
  private final InstantSource clock;
  private final Map<String, Tries> byAddress = new LinkedHashMap<>();
  private final ReentrantLock counting = new ReentrantLock();

  /**
   * Nobody has tried yet.
   *
   * @param addresses how many are remembered
   */
  WrongTokens(int addresses, InstantSource clock) {
    this.addresses = addresses;
    this.clock = clock;
  }

  private record Tries(Instant since, int count) {
    /** True when they count no more, or the clock was set back. */
    boolean overAt(Instant now) {
      return now.isBefore(since) || !now.isBefore(since.plus(PERIOD));
    }

    Tries another() {
      return new Tries(since, count + 1);
    }
  }

  /** Counts one; the seconds after which this address may try again, if it has tried too often. */
  Optional<Long> count(String address) {
    var now = clock.instant();
    counting.lock();
    try {
      var before = Optional.ofNullable(byAddress.get(address)).filter(t -> !t.overAt(now));
      if (before.isPresent() && before.get().count() >= MOST) {
        return before.map(tries -> wait(tries, now));
      }
      // Out and in again: a new period makes it the youngest.
      if (before.isEmpty()) {
        byAddress.remove(address);
      }
      byAddress.put(address, before.orElseGet(() -> new Tries(now, 0)).another());
      forgetEldest();
      return Optional.empty();
    } finally {
      counting.unlock();
    }
  }

  private static long wait(Tries tries, Instant now) {
    return Math.max(1, Duration.between(now, tries.since().plus(PERIOD)).toSeconds());
  }

  private void forgetEldest() {
    if (byAddress.size() > addresses) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
  }
}
