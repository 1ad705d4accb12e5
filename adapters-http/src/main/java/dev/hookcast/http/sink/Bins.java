package dev.hookcast.http.sink;

import dev.hookcast.core.Bytes;
import dev.hookcast.core.DeliveryId;
import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Header;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What request bins have caught, in the memory of this process: at most 100 requests for a
 * subscription and 16 MiB in all, the oldest go first. Safe for any number of threads.
 */
public final class Bins {
  private static final int MOST_OF_ONE = 100;
  private static final long MOST_BYTES = 16L << 20;
  private static final int OVERHEAD = 2_048; // of a request besides its body, generously

  // The bin that caught something longest ago comes first.
  private final Map<SubscriptionId, Deque<Caught>> bins = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * A request that would have been sent.
   *
   * @param answered the status that the bin gave it
   * @param headers with secrets masked
   */
  public record Caught(
      Instant at,
      DeliveryId delivery,
      int attempt,
      int answered,
      List<Header> headers,
      Bytes body) {
    public Caught {
      headers = List.copyOf(headers);
    }

    private long size() {
      return OVERHEAD + (long) body.size();
    }
  }

  /** What this subscription's bin holds, the newest first. */
  public synchronized List<Caught> of(SubscriptionId subscription) {
    var newestFirst = new ArrayList<Caught>();
    Optional.ofNullable(bins.get(subscription))
        .ifPresent(bin -> bin.descendingIterator().forEachRemaining(newestFirst::add));
    return newestFirst;
  }

  /** Empties this subscription's bin. */
  public synchronized void empty(SubscriptionId subscription) {
    Optional.ofNullable(bins.remove(subscription))
        .ifPresent(bin -> bin.forEach(caught -> bytes -= caught.size()));
  }

  synchronized void add(SubscriptionId subscription, Caught caught) {
    var bin = bins.computeIfAbsent(subscription, unseen -> new ArrayDeque<>());
    bin.add(caught);
    bytes += caught.size();
    while (bin.size() > MOST_OF_ONE) {
      bytes -= bin.remove().size();
    }
    while (bytes > MOST_BYTES) {
      dropOldest();
    }
  }

  private void dropOldest() {
    var eldest = bins.entrySet().iterator().next();
    bytes -= eldest.getValue().remove().size();
    if (eldest.getValue().isEmpty()) {
      bins.remove(eldest.getKey());
    }
  }
}
