package dev.hookcast.core.engine;

import dev.hookcast.core.spi.Sample;
import dev.hookcast.core.subscription.Limits;
import java.util.Optional;

/** Lanes in states that take a few steps to reach. */
final class LaneSamples {
  private LaneSamples() {}

  /** Lets the lane's receiver answer once, and the store take note of it. */
  static void prove(Lane lane) {
    var reaction = new Reaction(Reaction.Kind.TAKEN, Sample.NOON, Optional.empty());
    lane.ended(reaction, Limits.DEFAULT, Sample.NOON);
    lane.settled();
  }
}
