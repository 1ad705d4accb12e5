package dev.hookcast.core.engine;

/**
 * How much of the queue is held in memory, by count and by bytes. A lane may take no more than half
 * of what is free at the moment: however many hang, there is room left for those that don't.
 * Guarded by the lock of {@link Lanes}.
 */
public final class Window {
  private final int maxCount;
  private final long maxBytes;
  private int count;
  private long bytes;

  /** An empty window for so many deliveries with so many bytes of payload. */
  public Window(int maxCount, long maxBytes) {
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
  }

  boolean admits(Lane lane, int size) {
    // Any size has room in an empty window, or it would wait for ever.
    return share(lane) > 0 && (count == 0 || bytes + size <= maxBytes);
  }

  /** How many more deliveries a lane may take. */
  int share(Lane lane) {
    if (free() == 0) {
      return 0;
    }
    return Math.max(lane.held() == 0 ? 1 : 0, free() / 2 - lane.held());
  }

  int free() {
    return bytes < maxBytes ? maxCount - Math.min(count, maxCount) : 0;
  }

  void take(int size) {
    count++;
    bytes += size;
  }

  void give(int size) {
    count--;
    bytes -= size;
  }

  boolean empty() {
    return count == 0;
  }
}
