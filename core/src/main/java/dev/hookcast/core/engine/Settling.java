package dev.hookcast.core.engine;

import dev.hookcast.core.SubscriptionId;
import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.StoreFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes attempts durable and tells of them; what the store can't take now is offered again. */
final class Settling {
  private final DeliveryStore store;
  private final Directory directory;
  private final DeliveryListener listener;
  private final InstantSource clock;
  private final Queue<Runnable> refused = new ConcurrentLinkedQueue<>();

  Settling(Engine parts) {
    this.store = parts.store();
    this.directory = parts.directory();
    this.listener = parts.listener();
    this.clock = parts.clock();
  }

  /** Settles an attempt; returns when the delivery is due again, if it is. */
  Optional<Instant> settle(Attempts.Made made) {
    var settlement = made.settlement();
    boolean inTime;
    try {
      inTime = store.settle(settlement);
    } catch (StoreFailure e) {
      refused.add(() -> settle(made));
      listener.failed("an attempt couldn't be recorded; it will be tried again", e);
      return Optional.empty();
    }
    if (!inTime) {
      listener.attempted(late(made.report()));
      return Optional.empty();
    }
    made.pause().ifPresent(why -> pause(settlement.claim().subscription(), why));
    // Only now that it is durable: a listener that throws must not cause a second delivery.
    listener.attempted(made.report());
    return settlement.nextAttemptAt();
  }

  /** Gives claims back unused. */
  void release(List<Claim> claims) {
    try {
      store.release(claims);
    } catch (StoreFailure e) {
      refused.add(() -> release(claims));
      listener.failed("claims couldn't be given back; it will be tried again", e);
    }
  }

  /** Offers to the store once more what it refused. */
  void again() {
    for (int left = refused.size(); left > 0; left--) {
      Optional.ofNullable(refused.poll()).ifPresent(Runnable::run);
    }
  }

  private void pause(SubscriptionId id, String why) {
    directory.change(
        id,
        current ->
            Optional.of(current)
                .filter(s -> s.settings().enabled())
                .map(
                    s -> {
                      listener.paused(id, why);
                      return s.paused(why, clock.instant());
                    }));
  }

  private static AttemptReport late(AttemptReport report) {
    var settlement = report.settlement();
    var attempt = settlement.attempt();
    var late =
        new Attempt(
            attempt.number(),
            attempt.logNumber(),
            attempt.at(),
            attempt.trigger(),
            attempt.duration(),
            AttemptOutcome.LATE,
            attempt.exchange());
    return report.with(
        new Settlement(
            settlement.claim(),
            late,
            settlement.state(),
            Optional.empty(),
            settlement.retriesUsed(),
            settlement.document()));
  }
}
