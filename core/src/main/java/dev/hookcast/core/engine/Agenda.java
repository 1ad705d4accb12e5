package dev.hookcast.core.engine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Which lanes have something to do, and when: those with something to claim by organization, the
 * others by time. A lane that waits for an answer isn't here at all. Every step costs what it
 * touches, however many lanes there are. Guarded by the lock of {@link Lanes}.
 */
final class Agenda {
  /** At most so many lanes of an organization are looked at in one run. */
  private static final int LOOK = 256;

  private final Map<Lane, Entry> entries = new HashMap<>();
  private final NavigableSet<Entry> byTime =
      new TreeSet<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::serial));

  /** Those with something to claim, each with whether it was in doubt when it was queued. */
  private final Map<Lane, Boolean> queued = new HashMap<>();

  private final SequencedSet<Tenant> hungry = new LinkedHashSet<>();
  private int doubted;
  private long serial;

  private record Entry(Instant at, long serial, Lane lane) {}

  /**
   * A lane with something to claim. Returns true if that wasn't known, or how it is has changed.
   */
  boolean claim(Lane lane) {
    var before = queued.put(lane, lane.doubted());
    if (before != null && before == lane.doubted()) {
      return false;
    }
    doubted += (lane.doubted() ? 1 : 0) - (before != null && before ? 1 : 0);
    lane.tenant().queue(lane);
    hungry.add(lane.tenant());
    return true;
  }

  /** A lane with nothing to claim. */
  void sated(Lane lane) {
    var before = queued.remove(lane);
    if (before == null) {
      return;
    }
    doubted -= before ? 1 : 0;
    lane.tenant().unqueue(lane);
    if (lane.tenant().sated()) {
      hungry.remove(lane.tenant());
    }
  }

  /** A lane with something to do then. Returns true if that is before all that was known. */
  boolean at(Instant time, Lane lane) {
    var before = entries.remove(lane);
    if (before != null) {
      byTime.remove(before);
    }
    if (time.equals(Lane.NEVER)) {
      return false;
    }
    boolean first = time.isBefore(first());
    var entry = new Entry(time, serial++, lane);
    entries.put(lane, entry);
    byTime.add(entry);
    return first;
  }

  /** A lane that is no more. */
  void forget(Lane lane) {
    sated(lane);
    at(Lane.NEVER, lane);
  }

  /** When the first lane has something to do that time alone announces. */
  Instant first() {
    return byTime.isEmpty() ? Lane.NEVER : byTime.first().at();
  }

  /** Takes out the lanes whose time has come. */
  List<Lane> due(Instant now) {
    var due = new ArrayList<Lane>();
    while (!first().isAfter(now)) {
      var lane = byTime.first().lane();
      at(Lane.NEVER, lane);
      due.add(lane);
    }
    return due;
  }

  /** True if there is something to claim, for lanes in doubt only if they may. */
  boolean hungry(boolean inDoubtToo) {
    return queued.size() > doubted || (inDoubtToo && doubted > 0);
  }

  /** Lanes with something to claim, one of each organization in turn. They stay on the agenda. */
  List<Lane> turns() {
    var queues = new ArrayDeque<Deque<Lane>>();
    hungry.forEach(tenant -> queues.add(new ArrayDeque<>(tenant.next(LOOK))));
    if (!hungry.isEmpty()) {
      hungry.addLast(hungry.getFirst()); // another one begins next time
    }
    var turns = new ArrayList<Lane>();
    for (var queue = queues.poll(); queue != null; queue = queues.poll()) {
      turns.add(queue.remove());
      if (!queue.isEmpty()) {
        queues.add(queue);
      }
    }
    return turns;
  }
}
