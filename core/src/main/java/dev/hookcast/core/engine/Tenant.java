package dev.hookcast.core.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * One organization's part in the window, and its lanes for which the store has something. Guarded
 * by the lock of {@link Lanes}.
 */
final class Tenant {
  private final SequencedSet<Lane> hungry = new LinkedHashSet<>();
  private final SequencedSet<Lane> doubted = new LinkedHashSet<>();
  private int count;
  private long bytes;

  int count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  void take(int size) {
    count++;
    bytes += size;
  }

  void give(int size) {
    count--;
    bytes -= size;
  }

  /** Puts a lane behind the others, if it isn't among them; what is in doubt comes last. */
  void queue(Lane lane) {
    (lane.doubted() ? hungry : doubted).remove(lane);
    (lane.doubted() ? doubted : hungry).add(lane);
  }

  void unqueue(Lane lane) {
    hungry.remove(lane);
    doubted.remove(lane);
  }

  boolean sated() {
    return hungry.isEmpty() && doubted.isEmpty();
  }

  /** So many of the lanes whose turn it is; they go to the end. */
  List<Lane> next(int limit) {
    var next = new ArrayList<Lane>();
    hungry.stream().limit(limit).forEach(next::add);
    doubted.stream().limit(limit).forEach(next::add);
    next.forEach(lane -> (hungry.contains(lane) ? hungry : doubted).addLast(lane));
    return next;
  }
}
