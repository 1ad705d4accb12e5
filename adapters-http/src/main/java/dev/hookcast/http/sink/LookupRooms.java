package dev.hookcast.http.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How many names may be looked up at once: a few of one domain, and not so many strangers that
 * nothing is left for names that are known to answer. Safe for any number of threads.
 */
final class LookupRooms {
  private static final int PER_DOMAIN = 4;

  private final Map<String, Room> domains = new ConcurrentHashMap<>();
  private final Semaphore strangers;
  private final InstantSource clock;

  /** Rooms for so many strangers at once. */
  LookupRooms(int strangers, InstantSource clock) {
    this.strangers = new Semaphore(strangers, true);
    this.clock = clock;
  }

  /**
   * Waits for a place and returns what gives it back.
   *
   * @throws TimeoutException if there was none until then
   */
  Runnable enter(String domain, boolean stranger, Instant until)
      throws InterruptedException, TimeoutException {
    var room = joined(domain);
    boolean inside = false;
    try {
      take(room.places, until);
      inside = true;
      if (stranger) {
        take(strangers, until);
      }
    } catch (InterruptedException | TimeoutException e) {
      leave(domain, inside);
      throw e;
    }
    return () -> {
      if (stranger) {
        strangers.release();
      }
      leave(domain, true);
    };
  }

  private void take(Semaphore places, Instant until) throws InterruptedException, TimeoutException {
    long left = Duration.between(clock.instant(), until).toNanos();
    if (!places.tryAcquire(left, TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
  }

  private Room joined(String domain) {
    return domains.compute(
        domain,
        (name, there) -> {
          var room = there == null ? new Room() : there;
          room.members++;
          return room;
        });
  }

  private void leave(String domain, boolean inside) {
    domains.computeIfPresent(
        domain,
        (name, room) -> {
          if (inside) {
            room.places.release();
          }
          return --room.members == 0 ? null : room;
        });
  }

  /** One domain's, as long as anybody is inside or waits; counted under the map's lock. */
  private static final class Room {
    private final Semaphore places = new Semaphore(PER_DOMAIN, true);
    private int members;
  }
}
