package dev.hookcast.core.engine;

import dev.hookcast.core.spi.AuditStore;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.EventStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Removes what has expired, in small steps with pauses between them, so that nobody who writes has
 * to wait for it. It doesn't believe a clock that is more than a day ahead of all that the store
 * has seen: such a jump would remove everything at once. Run by one thread at a time.
 */
public final class Housekeeping {
  /** Rows in a step: a few milliseconds of the store's time. */
  public static final int STEP = 200;

  static final Duration PAUSE = Duration.ofMillis(20);
  static final Duration REST = Duration.ofMinutes(1);
  static final Duration LEAP = Duration.ofDays(1);

  private final EventStore store;
  private final AuditStore audit;
  private final Retention retention;
  private final DeliveryListener listener;
  private final InstantSource clock;
  private final List<Chore> chores;
  private final Rounds rounds = new Rounds(PAUSE, () -> step() ? PAUSE : REST);
  private Optional<Instant> noted = Optional.empty();
  private Duration doubted = Duration.ZERO;

  /** Something else that is done on the same thread, a little at a time, whatever the time is. */
  @FunctionalInterface
  public interface Chore {
    /** Does one step; returns whether another one has something to do now. */
    boolean step();

    /** Does what mustn't be lost when the service ends. */
    default void end() {}
  }

  /** Nothing is removed before {@link #runOnce} or {@link #start}. */
  public Housekeeping(
      EventStore store,
      AuditStore audit,
      Retention retention,
      DeliveryListener listener,
      InstantSource clock) {
    this(store, audit, retention, listener, clock, List.of());
  }

  /** The same with other chores besides. */
  public Housekeeping(
      EventStore store,
      AuditStore audit,
      Retention retention,
      DeliveryListener listener,
      InstantSource clock,
      List<Chore> chores) {
    this.chores = List.copyOf(chores);
    this.store = store;
    this.audit = audit;
    this.retention = retention;
    this.listener = listener;
    this.clock = clock;
  }

  /** Does one step of each; returns whether another one has something to do now. */
  public boolean runOnce() {
    boolean more = false;
    for (var chore : chores) {
      more |= chore.step();
    }
    return expire() || more;
  }

  private boolean expire() {
    var now = clock.instant();
    if (!believed(now)) {
      return false;
    }
    boolean more = entries(now);
    return events(now) || more;
  }

  private boolean events(Instant now) {
    return !retention.forever() && store.expire(retention.expiry(now), STEP);
  }

  private boolean entries(Instant now) {
    return retention.auditBefore(now).filter(before -> audit.expire(before, STEP)).isPresent();
  }

  /** Does step after step on a thread of its own. */
  public void start(ThreadFactory threads) {
    rounds.start(threads);
  }

  /** Ends after the step that is under way. */
  public void stop() throws InterruptedException {
    rounds.stop();
    for (var chore : chores) {
      tried(
          "the last of the housekeeping couldn't be done",
          () -> {
            chore.end();
            return false;
          });
    }
  }

  /** One that fails keeps none of the others from being done. */
  private boolean step() {
    boolean more = false;
    for (var chore : chores) {
      more |= tried("a piece of housekeeping failed; it will be tried again", chore::step);
    }
    return tried("what has expired couldn't be removed; it will be tried again", this::expire)
        || more;
  }

  private boolean tried(String otherwise, BooleanSupplier step) {
    try {
      return step.getAsBoolean();
    } catch (RuntimeException e) {
      listener.failed(otherwise, e);
      return false;
    }
  }

  private boolean believed(Instant now) {
    var latest = noted.or(store::latestTime);
    boolean leapt = latest.filter(at -> now.isAfter(at.plus(LEAP))).isPresent();
    if (leapt && !retention.clockTrusted() && doubted.compareTo(LEAP) < 0) {
      doubt(now, latest.orElse(now));
      return false;
    }
    doubted = Duration.ZERO;
    if (latest.filter(at -> now.isBefore(at.plus(REST))).isEmpty()) {
      store.noteTime(now);
      noted = Optional.of(now);
    } else {
      noted = latest;
    }
    return true;
  }

  /** Each run in doubt is followed by a rest: so much time has really passed. */
  private void doubt(Instant now, Instant latest) {
    if (doubted.isZero()) {
      listener.warned(
          "the clock says "
              + now
              + ", more than a day after the latest time that the store knows, "
              + latest
              + ": nothing expires until the service has run for a day, or until it is started"
              + " with retention.trust-clock");
    }
    doubted = doubted.plus(REST);
  }
}
