package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Traffic;
import java.io.IOException;

/** Two services or two loads in turn, so that what happens beside them happens to both. */
record Duel(Ground ground) {
  private static final int TURNS = 2;

  /** One side: a load on a service. */
  record Side(String what, Site site, Traffic traffic) {}

  /** The first one's rate through the second one's; both are warm. */
  double ratio(Side one, Side other) throws IOException, InterruptedException {
    int seconds = Math.max(1, ground.plan().seconds() / TURNS);
    double rates = 0;
    double others = 0;
    for (int i = 0; i < TURNS; i++) {
      rates += one.site().full(one.what(), one.traffic(), seconds).perSecond();
      others += other.site().full(other.what(), other.traffic(), seconds).perSecond();
    }
    return rates / others;
  }

  /** A service that is warm, and the same with a store that keeps nothing. */
  double durableOverMemory(Site durable, Traffic traffic) throws IOException, InterruptedException {
    try (var memory = Site.start(ground, Variant.FORGETFUL)) {
      var same = memory.traffic("bench", traffic.shape());
      memory.warm("nothing kept", same, ground.plan().warmUp());
      return ratio(
          new Side("end to end", durable, traffic), new Side("nothing kept", memory, same));
    }
  }
}
