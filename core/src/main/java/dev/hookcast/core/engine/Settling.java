package dev.hookcast.core.engine;

import dev.hookcast.core.delivery.Attempt;
import dev.hookcast.core.delivery.AttemptOutcome;
import dev.hookcast.core.spi.AttemptReport;
import dev.hookcast.core.spi.Claim;
import dev.hookcast.core.spi.DeliveryListener;
import dev.hookcast.core.spi.DeliveryStore;
import dev.hookcast.core.spi.Settlement;
import dev.hookcast.core.spi.StoreFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Makes attempts durable and tells of them; what the store can't take now is offered again. */
final class Settling {
  private final DeliveryStore store;
  private final Pauses pauses;
  private final Lanes lanes;
  private final DeliveryListener listener;
  private final Queue<Runnable> refused = new ConcurrentLinkedQueue<>();

  Settling(Engine parts, Pauses pauses, Lanes lanes) {
    this.store = parts.store();
    this.pauses = pauses;
    this.lanes = lanes;
    this.listener = parts.listener();
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
    // Only now that it is durable: a listener that throws must not cause a second delivery.
    listener.attempted(made.report());
    consider(made);
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

  /** Tells of what was paused before a crash and not told of. */
  void catchUp() {
    lanes.expect(pauses.catchUp());
  }

  private void consider(Attempts.Made made) {
    try {
      lanes.expect(pauses.consider(made));
    } catch (StoreFailure e) {
      refused.add(() -> consider(made));
      listener.failed("how a receiver does couldn't be recorded; it will be tried again", e);
    }
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
