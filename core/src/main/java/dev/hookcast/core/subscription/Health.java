package dev.hookcast.core.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a subscription's receiver does, as far as that outlasts a restart.
 *
 * @param pausedBecause why Hookcast paused it by itself, if it did
 * @param failing since when its receiver has taken nothing, if that was so at the last look
 * @param untold when Hookcast paused it, as long as no event has told of it
 */
public record Health(
    Optional<String> pausedBecause, Optional<Failing> failing, Optional<Instant> untold) {
  /** Nothing is known against it. */
  public static final Health GOOD =
      new Health(Optional.empty(), Optional.empty(), Optional.empty());

  /** A receiver that took nothing from the first to the latest of these times. */
  public record Failing(Instant since, Instant latest) {
    // The longest wait of the usual schedule is 28.8 hours with its jitter: in a longer silence
    // nobody asked, and what went before says nothing any more.
    private static final Duration SILENCE = Duration.ofHours(36);

    /** The same with another failure; a new one if the last was too long ago. */
    public Failing again(Instant at) {
      return at.isAfter(latest.plus(SILENCE)) ? new Failing(at, at) : new Failing(since, at);
    }

    /** How long it has failed. */
    public Duration duration() {
      return Duration.between(since, latest);
    }
  }

  /** The same, failing like this or not at all. */
  public Health failing(Optional<Failing> how) {
    return new Health(pausedBecause, how, untold);
  }

  Health paused(String why, Instant at) {
    return new Health(Optional.of(why), failing, Optional.of(at));
  }

  Health told() {
    return new Health(pausedBecause, failing, Optional.empty());
  }
}
