package dev.hookcast.core.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When the clockwork has to run, besides what the agenda says. Guarded by the lock of {@link
 * Lanes}.
 */
final class Alarm {
  private static final Duration PATROL = Duration.ofSeconds(5);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /** Room is filled in batches; what is waiting for it waits this long at most for a fuller one. */
  private static final Duration LINGER = Duration.ofMillis(5);

  private final InstantSource clock;
  private final Runnable bell;
  private Instant nextPatrol = Instant.MIN;
  private Instant nextSweep = Instant.MIN;
  private Instant nextFill = Lane.NEVER;
  private boolean awake;

  /** An alarm that wants everything looked at; the bell wakes who waits for it. */
  Alarm(InstantSource clock, Runnable bell) {
    this.clock = clock;
    this.bell = bell;
  }

  /** When the clockwork has to run, if the first on the agenda comes then. */
  Instant next(Instant onAgenda) {
    return awake ? Instant.MIN : earlier(nextFill, earlier(nextPatrol, onAgenda));
  }

  boolean awake() {
    return awake;
  }

  /** There is something to do now. */
  void wake() {
    if (!awake) {
      awake = true;
      bell.run();
    }
  }

  /** There is something to do earlier than was known. */
  void ring() {
    bell.run();
  }

  /** There is something to do in a moment. */
  void linger() {
    if (nextFill.equals(Lane.NEVER)) {
      nextFill = clock.instant().plus(LINGER);
      bell.run();
    }
  }

  /** Wants a patrol at the next run. */
  void patrol() {
    nextPatrol = Instant.MIN;
    wake();
  }

  /** Begins a run; true if it is time for a patrol. */
  boolean startRun(Instant now) {
    awake = false;
    nextFill = Lane.NEVER;
    boolean due = !now.isBefore(nextPatrol);
    nextPatrol = due ? now.plus(PATROL) : nextPatrol;
    return due;
  }

  /** True once a minute. */
  boolean sweeps(Instant now) {
    boolean due = !now.isBefore(nextSweep);
    nextSweep = due ? now.plus(SWEEP) : nextSweep;
    return due;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
