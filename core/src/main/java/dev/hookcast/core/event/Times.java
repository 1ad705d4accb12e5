package dev.hookcast.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When it happened, and, where known, from when to when it took. Nanoseconds are kept. */
public record Times(
    Instant occurredAt, Optional<Instant> startedAt, Optional<Instant> completedAt) {
  /** A single point in time. */
  public static Times at(Instant occurredAt) {
    return new Times(occurredAt, Optional.empty(), Optional.empty());
  }

  /** How long it took, if both ends are known. */
  public Optional<Duration> duration() {
    return startedAt.flatMap(from -> completedAt.map(to -> Duration.between(from, to)));
  }
}
