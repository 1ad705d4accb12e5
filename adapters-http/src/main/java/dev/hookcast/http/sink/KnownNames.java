package dev.hookcast.http.sink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What look-ups came to lately: which names answered, and which hang. Of each only the latest, so
 * that nobody fills the memory with names. Safe for any number of threads.
 */
final class KnownNames {
  private static final int MOST = 10_000;

  private final Map<String, Boolean> answering = latest();
  private final Map<String, Instant> hanging = latest();
  private final ReentrantLock lock = new ReentrantLock();

  /** True if the last look-up of this name answered in time. */
  boolean answers(String host) {
    lock.lock();
    try {
      return answering.containsKey(host);
    } finally {
      lock.unlock();
    }
  }

  /** True if this name isn't worth a look-up now. */
  boolean hangs(String host, Instant now) {
    lock.lock();
    try {
      return Optional.ofNullable(hanging.get(host)).filter(now::isBefore).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** Notes an answer that came in time. */
  void answered(String host) {
    lock.lock();
    try {
      hanging.remove(host);
      answering.put(host, true);
    } finally {
      lock.unlock();
    }
  }

  /** Notes that no answer came in time; the name isn't worth a look-up until then. */
  void hung(String host, Instant until) {
    lock.lock();
    try {
      answering.remove(host);
      hanging.put(host, until);
    } finally {
      lock.unlock();
    }
  }

  private static <V> Map<String, V> latest() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
