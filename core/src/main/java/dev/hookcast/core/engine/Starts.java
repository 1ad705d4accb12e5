package dev.hookcast.core.engine;

import dev.hookcast.core.engine.Destinations.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts what its gate and its destination let through, and notes when a lane has something to do
 * next. Guarded by the lock of {@link Lanes}.
 */
final class Starts {
  private final Roster roster;
  private final Window window;
  private final Destinations destinations;
  private final Agenda agenda;
  private final Alarm alarm;
  private boolean closed;

  Starts(Roster roster, Window window, Destinations destinations, Agenda agenda, Alarm alarm) {
    this.roster = roster;
    this.window = window;
    this.destinations = destinations;
    this.agenda = agenda;
    this.alarm = alarm;
  }

  /** Starts nothing any more. */
  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }

  /** Starts what may start of a lane, and notes when it has something to do next. */
  List<Load> advance(Lane lane, Instant now) {
    var starts = new ArrayList<Load>();
    if (!closed) {
      var destination = destinations.of(lane, roster.settings(lane));
      if (destination.isPresent()) {
        await(lane, destination.get(), now);
        serve(destination.get(), now, starts);
      } else {
        startAll(lane, now, starts);
      }
    }
    plan(lane, now);
    return starts;
  }

  /** Gives back the place of a load that has ended; returns what starts there instead. */
  List<Load> vacate(Load load, Instant now) {
    var starts = new ArrayList<Load>();
    var at = destinations.ended(load);
    if (at.isPresent() && !closed) {
      serve(at.get(), now, starts);
    }
    return starts;
  }

  /** A lane has nothing to start any more: what it had went back to the store. */
  void spilt(Lane lane, Instant now) {
    destinations.withdraw(lane);
    plan(lane, now);
  }

  /** Notes when a lane has something to do next. */
  void plan(Lane lane, Instant now) {
    window.judge(lane);
    if (destinations.waits(lane, roster.settings(lane))) {
      // Whoever frees the place tells; until then it claims nothing, so that it holds little.
      agenda.forget(lane);
      return;
    }
    var limits = roster.limits(lane);
    var claimsAt = lane.claimsAt(limits, now);
    if (claimsAt.isAfter(now)) {
      agenda.sated(lane);
    } else if (agenda.claim(lane) && window.free() > 0) {
      alarm.wake();
    }
    var startsAt = lane.startsAt(limits);
    var next = claimsAt.isAfter(now) && claimsAt.isBefore(startsAt) ? claimsAt : startsAt;
    if (agenda.at(next, lane)) {
      alarm.ring(); // the clockwork sleeps for too long
    }
  }

  private void startAll(Lane lane, Instant now, List<Load> starts) {
    var limits = roster.limits(lane);
    for (var next = lane.start(limits, now); next.isPresent(); next = lane.start(limits, now)) {
      starts.add(next.get());
    }
  }

  private void serve(Destination at, Instant now, List<Load> starts) {
    for (var next = destinations.next(at); next.isPresent(); next = destinations.next(at)) {
      var lane = next.get();
      var goesTo = destinations.of(lane, roster.settings(lane));
      if (goesTo.filter(to -> to == at).isPresent()) {
        var load = lane.start(roster.limits(lane), now);
        load.ifPresent(started -> destinations.start(started, at));
        load.ifPresent(starts::add);
        await(lane, at, now);
      }
      plan(lane, now);
    }
  }

  private void await(Lane lane, Destination at, Instant now) {
    if (lane.startable(roster.limits(lane), now)
        && !destinations.waits(lane, roster.settings(lane))) {
      destinations.queue(lane, at);
    }
  }
}
