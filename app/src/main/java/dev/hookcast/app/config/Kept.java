package dev.hookcast.app.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something is kept.
 *
 * @param word how it is written where it isn't a duration
 */
public record Kept(String word, Optional<Duration> duration) {
  /** Until somebody deletes the store. */
  public static final Kept FOREVER = new Kept("never", Optional.empty());

  /** As long as the event that it belongs to. */
  public static final Kept WITH_EVENT = new Kept("events", Optional.empty());

  static Kept of(Duration duration) {
    return new Kept("", Optional.of(duration));
  }
}
