package dev.hookcast.storage;

import dev.hookcast.core.spi.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Claims of transactions of which nobody knows whether they were committed, because the connection
 * was lost meanwhile. Whoever asked for them was told that it failed and doesn't send them; this
 * node lives, so nobody takes them over. Therefore they are given back.
 */
final class Doubts {
  // A commit may still be under way to the server, which ends what it doesn't hear of by then.
  private static final long LONGEST = Duration.ofSeconds(60).toNanos();

  private final LongSupplier nanos;
  private final Map<Long, Doubt> open = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** None yet; {@code nanos} is a counter that never goes back. */
  Doubts(LongSupplier nanos) {
    this.nanos = nanos;
  }

  private record Doubt(Claim claim, long since) {}

  /** Notes claims that may have been committed or not. */
  void note(List<Claim> claims) {
    long now = nanos.getAsLong();
    claims.forEach(claim -> open.put(claim.number(), new Doubt(claim, now)));
  }

  /** Claims by this; what it brings is in doubt no longer, and not given back in between. */
  List<Claim.WithEvent> claiming(Supplier<List<Claim.WithEvent>> claim) {
    lock.lock();
    try {
      var claims = claim.get();
      claims.forEach(each -> open.remove(each.claim().number()));
      return claims;
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what was claimed after all, and returns how much that was. */
  int giveBack(Writes writer) {
    if (open.isEmpty()) {
      return 0;
    }
    lock.lock();
    try {
      long now = nanos.getAsLong();
      var claims = open.values().stream().map(Doubt::claim).toList();
      var released = writer.write(new ReleaseClaims(claims));
      released.forEach(claim -> open.remove(claim.number()));
      open.values().removeIf(doubt -> now - doubt.since() > LONGEST);
      return released.size();
    } finally {
      lock.unlock();
    }
  }
}
