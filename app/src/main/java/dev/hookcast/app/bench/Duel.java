package dev.hookcast.app.bench;

import dev.hookcast.app.bench.load.Traffic;
import java.io.IOException;

/** Two services or two loads in turn, so that what happens beside them happens to both. */
record Duel(Ground ground) {
  private static final int TURNS = 4;

  /** One side: a load on a service. */
  record Side(String what, Site site, Traffic traffic) {}

  /** The first one's rate through the second one's; both are warm. */
  double ratio(Side one, Side other) throws IOException, InterruptedException {
    int seconds = Math.max(1, ground.plan().seconds() / 2);
    double rates = 0;
    double others = 0;
    for (int i = 0; i < TURNS; i++) {
      rates += one.site().saturated(one.what(), one.traffic(), seconds);
      others += other.site().saturated(other.what(), other.traffic(), seconds);
    }
    return rates / others;
  }

  /** A fresh service with the load that another one has, warm. */
  Side warm(String what, Site fresh, Side like) throws IOException, InterruptedException {
    var same = fresh.traffic("bench", like.traffic().shape());
    fresh.warm(what, same);
    return new Side(what, fresh, same);
  }

  /** A service that is warm, and the same with a store that keeps nothing. */
  double durableOverMemory(Side durable) throws IOException, InterruptedException {
    try (var memory = Site.start(ground, Variant.FORGETFUL)) {
      return ratio(durable, warm("nothing kept", memory, durable));
    }
  }
}
