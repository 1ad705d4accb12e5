package dev.hookcast.core.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Optional;

/**
 * Measures the phases of an attempt, for sinks that can tell them apart. All times are those of a
 * clock that nobody sets back.
 *
 * @param timing the phases that have ended
 * @param running the phase that goes on, since {@code since}
 */
public record Stopwatch(Timing timing, Optional<Phase> running, Instant since) {
  /** One that hasn't begun. */
  public static final Stopwatch UNUSED =
      new Stopwatch(Timing.UNKNOWN, Optional.empty(), Instant.EPOCH);

  /** The phase begins, and whatever went on before ends. One that comes again is added to. */
  public Stopwatch entering(Phase phase, Instant now) {
    return new Stopwatch(until(now), Optional.of(phase), now);
  }

  /** Whatever went on ends; the same if nothing did. */
  public Stopwatch stopped(Instant now) {
    return running.isEmpty() ? this : new Stopwatch(until(now), Optional.empty(), now);
  }

  private Timing until(Instant now) {
    if (running.isEmpty()) {
      return timing;
    }
    var spent = new EnumMap<Phase, Duration>(Phase.class);
    spent.putAll(timing.spent());
    var took = Duration.between(since, now);
    spent.merge(running.get(), took.isNegative() ? Duration.ZERO : took, Duration::plus);
    return new Timing(spent);
  }
}
